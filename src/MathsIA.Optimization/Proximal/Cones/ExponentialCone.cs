using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the exponential cone, the closure of <c>y exp(x/y) ≤ z, y &gt; 0</c>, for points (x, y, z) of three elements.</summary>
/// <remarks>Prox: the root of one increasing function, to the last bit, in double precision. Conjugate: the indicator of the polar cone. For many
/// cones at once, <see cref="RepeatedSum{T}"/>. Source: H. A. Friberg, Optim. Methods Softw. 38, 2023.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ExponentialCone<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, 3);
        return Rounding<T>.Indicator(ExponentialProjection.Contains(Widening.ToDouble(x[0]), Widening.ToDouble(x[1]), Widening.ToDouble(x[2]), Slack));
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, 3);
        (double first, double second, double third) = ExponentialProjection.Primal(Widening.ToDouble(x[0]), Widening.ToDouble(x[1]), Widening.ToDouble(x[2]));
        destination[0] = Widening.FromDouble<T>(first);
        destination[1] = Widening.FromDouble<T>(second);
        destination[2] = Widening.FromDouble<T>(third);
        return double.IsNaN(first) ? T.NaN : T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, 3);
        return Rounding<T>.Indicator(ExponentialProjection.IsPolar(Widening.ToDouble(u[0]), Widening.ToDouble(u[1]), Widening.ToDouble(u[2]), Slack));
    }

    internal static double Slack => 1e3 * Widening.ToDouble(Rounding<T>.Epsilon);
}
