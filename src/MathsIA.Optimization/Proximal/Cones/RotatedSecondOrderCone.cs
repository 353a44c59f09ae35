using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The indicator of the rotated second-order cone, <c>‖(x₂, ..., xₙ₋₁)‖₂² ≤ 2 x₀ x₁, x₀ ≥ 0, x₁ ≥ 0</c>.</summary>
/// <remarks>Prox: with <c>(x₀ ± x₁)/√2</c> in the place of x₀ and x₁ it is the <see cref="SecondOrderCone{T}"/>. Conjugate: the indicator of minus the
/// cone.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class RotatedSecondOrderCone<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T InverseRoot = T.One / T.Sqrt(T.One + T.One);

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than two coordinates.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        AtLeastTwo(x, nameof(x));
        return Contains(x, T.One);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than two coordinates.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        AtLeastTwo(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        x.CopyTo(destination);
        Rotate(destination);
        SecondOrderCone<T>.Project(destination, destination);
        Rotate(destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are fewer than two coordinates.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        AtLeastTwo(u, nameof(u));
        return Contains(u, -T.One);
    }

    private static T Contains(ReadOnlySpan<T> x, T sign) =>
        SecondOrderCone<T>.Contains(sign * (x[0] + x[1]) * InverseRoot, T.Hypot((x[0] - x[1]) * InverseRoot, Vectors.Norm(x[2..])), x.Length);

    /// <summary>The rotation is its own inverse.</summary>
    private static void Rotate(Span<T> x) => (x[0], x[1]) = ((x[0] + x[1]) * InverseRoot, (x[0] - x[1]) * InverseRoot);

    private static void AtLeastTwo(ReadOnlySpan<T> x, string paramName)
    {
        if (x.Length < 2)
            throw new ShapeMismatchException(nameof(RotatedSecondOrderCone<>), $"{paramName} has {x.Length} elements; the cone has at least 2.", paramName);
    }
}
