using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of the epigraph of half the squared norm, <c>w/2 ‖x‖² ≤ t</c> for points (x, t): a paraboloid.</summary>
/// <remarks>Prox: <c>(x/(1 + γw), t + γ)</c> with the γ that puts it on the paraboloid, the root of a cubic. Conjugate: <c>‖u‖²/(−2 w s)</c> for s &lt; 0,
/// 0 at the origin, else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SquaredL2Epigraph<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weight;

    /// <summary>The epigraph of half the squared norm times a weight.</summary>
    /// <param name="weight">The weight w, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive and finite.</exception>
    public SquaredL2Epigraph(double weight = 1) => _weight = Guard.Positive(weight, nameof(SquaredL2Epigraph<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        EpigraphPoint.NotEmpty(this, x);
        double norm = Widening.ToDouble(Vectors.Norm(x[..^1]));
        return EpigraphPoint.Contains(Widening.FromDouble<T>(0.5 * _weight * norm * norm), x[^1], x.Length);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        EpigraphPoint.NotEmpty(this, x);
        ProximalGuard.Prox(this, x, step, destination, null);
        double norm = Widening.ToDouble(Vectors.Norm(x[..^1])), bound = Widening.ToDouble(x[^1]);
        if (0.5 * _weight * norm * norm <= bound)
        {
            x.CopyTo(destination);
            return T.Zero;
        }

        // In r, the length of the new x: r + γ w r = ‖x‖ and w r²/2 = t + γ, which increases in r.
        double low = 0, high = norm, r = norm;
        for (int k = 0; k < 200; k++)
        {
            double value = r + (_weight * r * ((0.5 * _weight * r * r) - bound)) - norm, slope = 1 + (_weight * ((1.5 * _weight * r * r) - bound));
            if (value > 0)
                high = r;
            else
                low = r;
            double next = r - (value / slope);
            if (value == 0 || next == r)
                break;
            if (!(next > low && next < high))
                next = low + (0.5 * (high - low));
            if (next <= low || next >= high)
                break;
            r = next;
        }

        destination[^1] = Widening.FromDouble<T>(0.5 * _weight * r * r);
        TensorPrimitives.Multiply(x[..^1], Widening.FromDouble<T>(norm > 0 ? r / norm : 0), destination[..^1]);
        return T.IsNaN(destination[^1]) ? T.NaN : T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There is no coordinate.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        EpigraphPoint.NotEmpty(this, u);
        T norm = Vectors.Norm(u[..^1]);
        return u[^1] < T.Zero ? norm * (norm / (T.CreateTruncating(-2 * _weight) * u[^1])) : Rounding<T>.Indicator(u[^1] == T.Zero && norm == T.Zero);
    }
}
