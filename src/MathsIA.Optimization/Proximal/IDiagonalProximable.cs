using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A function whose proximal operator is known in a diagonal metric: <c>argmin_z g(z) + Σᵢ (zᵢ − xᵢ)²/(2γᵢ)</c>, as every
/// separable function's is.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IDiagonalProximable<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Computes the proximal operator with a step for each coordinate, and the value g takes there.</summary>
    /// <param name="x">The point.</param>
    /// <param name="steps">The steps γᵢ, as many as x has elements, each positive and finite.</param>
    /// <param name="destination">Receives the result: as long as x, and the same memory or memory that does not overlap it.</param>
    /// <returns>The value of g at the result.</returns>
    /// <exception cref="ShapeMismatchException">A length is not the one asked for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A step is not positive and finite.</exception>
    T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination);
}
