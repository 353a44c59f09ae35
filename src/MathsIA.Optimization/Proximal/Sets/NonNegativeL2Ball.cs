using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the non-negative part of the Euclidean ball, <c>x ≥ 0, ‖x‖₂ ≤ r</c>.</summary>
/// <remarks>Prox: the positive part, then the projection to the ball: with a cone and a ball about its apex, one after the other is exact.
/// Conjugate: <c>r ‖max(u, 0)‖₂</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class NonNegativeL2Ball<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _radius;
    private readonly L2Ball<T> _ball;

    /// <summary>The part of the ball about the origin.</summary>
    /// <param name="radius">The radius r, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is negative or not finite.</exception>
    public NonNegativeL2Ball(double radius = 1)
    {
        _radius = T.CreateTruncating(Guard.NonNegative(radius, nameof(NonNegativeL2Ball<>)));
        _ball = new L2Ball<T>(radius);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => x.IsEmpty || TensorPrimitives.Min(x) >= T.Zero ? _ball.Value(x) : T.PositiveInfinity;

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        TensorPrimitives.Max(x, T.Zero, destination);
        L2Ball<T>.Project(destination, _radius, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u) => _radius * Widening.FromDouble<T>(PositiveNorm(u));

    /// <summary>The norm of the positive part.</summary>
    internal static double PositiveNorm(ReadOnlySpan<T> u)
    {
        double square = 0;
        foreach (T element in u)
        {
            double positive = Math.Max(Widening.ToDouble(element), 0);
            square += positive * positive;
        }

        return Math.Sqrt(square);
    }
}
