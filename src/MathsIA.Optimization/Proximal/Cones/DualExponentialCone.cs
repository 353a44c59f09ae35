using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the dual of the exponential cone, the closure of <c>−u exp(v/u) ≤ e w, u &lt; 0</c>, for points (u, v, w) of three elements.</summary>
/// <remarks>Prox: <c>x + P(−x)</c> with the projection P to the exponential cone (Moreau). Conjugate: the indicator of minus the exponential cone.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class DualExponentialCone<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, 3);
        return Rounding<T>.Indicator(ExponentialProjection.IsPolar(-Widening.ToDouble(x[0]), -Widening.ToDouble(x[1]), -Widening.ToDouble(x[2]), ExponentialCone<T>.Slack));
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, 3);
        double first = Widening.ToDouble(x[0]), second = Widening.ToDouble(x[1]), third = Widening.ToDouble(x[2]);
        (double p, double q, double r) = ExponentialProjection.Primal(-first, -second, -third);
        destination[0] = Widening.FromDouble<T>(first + p);
        destination[1] = Widening.FromDouble<T>(second + q);
        destination[2] = Widening.FromDouble<T>(third + r);
        return double.IsNaN(p) ? T.NaN : T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, 3);
        return Rounding<T>.Indicator(ExponentialProjection.Contains(-Widening.ToDouble(u[0]), -Widening.ToDouble(u[1]), -Widening.ToDouble(u[2]), ExponentialCone<T>.Slack));
    }
}
