using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A compact convex set C that linear functions are easily minimized on: the oracle of Frank-Wolfe methods.</summary>
/// <remarks>Works on the elements in row-major order. Implementations are immutable and allocate nothing in a steady state, unless they say so.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface ILinearMinimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Finds an extreme point of C that minimizes <c>⟨gradient, v⟩</c>.</summary>
    /// <param name="gradient">The linear function.</param>
    /// <param name="vertex">Receives the extreme point; must not overlap the gradient.</param>
    /// <exception cref="ShapeMismatchException">A length is not one that the set is defined on.</exception>
    void Minimize(ReadOnlySpan<T> gradient, Span<T> vertex);

    /// <summary>Whether a point lies in C, up to a tolerance.</summary>
    /// <param name="x">The point.</param>
    /// <param name="tolerance">How far each condition may be violated, relative to the size of the set.</param>
    /// <returns>Whether it does.</returns>
    /// <exception cref="ShapeMismatchException">The length is not one that the set is defined on.</exception>
    bool Contains(ReadOnlySpan<T> x, T tolerance);
}
