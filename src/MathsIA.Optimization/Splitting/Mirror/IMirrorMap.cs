using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The geometry of mirror descent: a distance-generating function ψ on a convex set, known by the step it makes.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public interface IMirrorMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The strong convexity of ψ in the Euclidean norm, or in one below it: a step of this over L is safe.</summary>
    T StrongConvexity { get; }

    /// <summary>Checks that a start lies where ψ is differentiable.</summary>
    /// <param name="x">The start; elements that are not finite are let through.</param>
    /// <exception cref="ArgumentException">It does not.</exception>
    void RequireInterior(ReadOnlySpan<T> x);

    /// <summary>Computes <c>argmin_z ⟨gradient, z⟩ + D_ψ(z, x)/τ</c> over the set.</summary>
    /// <param name="x">The point.</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="step">The step τ.</param>
    /// <param name="destination">Receives the result; must not overlap the point or the gradient.</param>
    void Step(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient, T step, Span<T> destination);

    /// <summary>The linear gap <c>⟨gradient, x⟩ − min_z ⟨gradient, z⟩</c> over the set, which bounds <c>f(x) − f*</c> for convex f.</summary>
    /// <param name="x">The point.</param>
    /// <param name="gradient">The gradient there.</param>
    /// <returns>The gap; null where the set is unbounded or its support function is not known.</returns>
    T? Gap(ReadOnlySpan<T> x, ReadOnlySpan<T> gradient);
}
