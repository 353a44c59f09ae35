using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the non-decreasing sequences, <c>x₁ ≤ x₂ ≤ ... ≤ xₙ</c>: isotonic regression.</summary>
/// <remarks>Prox: pool adjacent violators, in linear time; with a step for each coordinate, the weighted isotonic regression with weights
/// <c>1/γᵢ</c>. Conjugate: 0 where the sums of u from any place to the end are at most 0, and the whole sum is 0 (up to rounding), else +∞.
/// Source: R. Barlow, D. Bartholomew, J. Bremner, H. Brunk, Statistical Inference under Order Restrictions, Wiley 1972.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class MonotoneCone<T> : IConjugable<T>, IDiagonalProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        for (int i = 1; i < x.Length; i++)
        {
            if (!(x[i - 1] <= x[i]))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        PoolAdjacentViolators.Run(x, default, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, steps, destination, null);
        PoolAdjacentViolators.Run(x, steps, destination);
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        double sum = 0, magnitude = 0, rounding = Widening.ToDouble(Rounding<T>.OfSum(u.Length));
        for (int i = u.Length - 1; i >= 0; i--)
        {
            double value = Widening.ToDouble(u[i]);
            sum += value;
            magnitude += Math.Abs(value);
            if (!(sum <= rounding * magnitude))
                return T.PositiveInfinity;
        }

        return Rounding<T>.Indicator(Math.Abs(sum) <= rounding * magnitude);
    }
}
