using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A μ-strongly convex function g whose conjugate can be differentiated: <c>∇g*(v) = argmin_x g(x) − ⟨v, x⟩</c>, which is
/// 1/μ-Lipschitz. <see cref="DualForwardBackward"/> stands on it.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IStronglyConvex<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The constant μ, positive: <c>g − μ/2 ‖·‖²</c> is convex.</summary>
    T StrongConvexity { get; }

    /// <summary>Computes <c>∇g*(v)</c>, and the value g takes there.</summary>
    /// <param name="v">The dual point.</param>
    /// <param name="destination">Receives the minimizer of <c>g − ⟨v, ·⟩</c>: as long as v, and the same memory or memory that does not overlap it.</param>
    /// <returns>The value of g at the minimizer.</returns>
    /// <exception cref="ShapeMismatchException">A length is not one that the function is defined on.</exception>
    T ConjugateGradient(ReadOnlySpan<T> v, Span<T> destination);
}
