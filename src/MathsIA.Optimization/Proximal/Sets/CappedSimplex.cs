using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The indicator of a simplex with capped elements, <c>0 ≤ xᵢ ≤ c, Σᵢ xᵢ = r</c>.</summary>
/// <remarks>Prox: <c>clamp(xᵢ − τ, 0, c)</c> with τ such that the sum is r, by a safeguarded Newton iteration on that decreasing piecewise linear
/// function. Conjugate: the weighted sum of the largest elements. NaN or an infinity in x makes the whole result NaN.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class CappedSimplex<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _sum, _cap;

    /// <summary>The simplex of a given sum.</summary>
    /// <param name="sum">The sum r, positive.</param>
    /// <param name="cap">The cap c of each element, positive; the set is empty for fewer than r/c coordinates.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sum or the cap is not positive and finite.</exception>
    public CappedSimplex(double sum, double cap)
    {
        _sum = Guard.Positive(sum, nameof(CappedSimplex<>));
        _cap = Guard.Positive(cap, nameof(CappedSimplex<>));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Indicator | FunctionTraits.PermutationInvariant;

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are too few coordinates for the sum.</exception>
    public T Value(ReadOnlySpan<T> x)
    {
        RequireRoom(x.Length, nameof(x));
        double rounding = Widening.ToDouble(Rounding<T>.OfSum(x.Length));
        return Rounding<T>.Indicator(Widening.ToDouble(TensorPrimitives.Min(x)) >= -_cap * rounding && Widening.ToDouble(TensorPrimitives.Max(x)) <= _cap * (1 + rounding)
            && Math.Abs(Widening.ToDouble(Vectors.Sum(x)) - _sum) <= _sum * rounding);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are too few coordinates for the sum.</exception>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        RequireRoom(x.Length, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        double low = Widening.ToDouble(TensorPrimitives.Min(x)) - _cap, high = Widening.ToDouble(TensorPrimitives.Max(x));
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            destination.Fill(T.NaN);
            return T.NaN;
        }

        double tau = Threshold(x, low, high);
        CoordinateDriver.Map(x, destination, new Window(Widening.FromDouble<T>(tau), Widening.FromDouble<T>(_cap)));
        return T.Zero;
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeMismatchException">There are too few coordinates for the sum.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        RequireRoom(u.Length, nameof(u));
        return Widening.FromDouble<T>(LargestElements.WeightedSum(u, _sum, _cap));
    }

    /// <summary>The root of <c>Σᵢ clamp(xᵢ − τ, 0, c) = r</c>.</summary>
    private double Threshold(ReadOnlySpan<T> x, double low, double high)
    {
        double tau = Math.Clamp((Widening.ToDouble(Vectors.Sum(x)) - _sum) / x.Length, low, high);
        for (int k = 0; k < 200; k++)
        {
            double sum = 0;
            int free = 0;
            foreach (T element in x)
            {
                double excess = Widening.ToDouble(element) - tau;
                sum += Math.Clamp(excess, 0, _cap);
                free += excess > 0 && excess < _cap ? 1 : 0;
            }

            double error = sum - _sum;
            if (error > 0)
                low = tau;
            else
                high = tau;
            double next = free > 0 ? tau + (error / free) : double.NaN;
            if (error == 0 || next == tau)
                return tau;
            if (!(next > low && next < high))
                next = low + (0.5 * (high - low));
            if (next <= low || next >= high)
                return tau;
            tau = next;
        }

        return tau;
    }

    private void RequireRoom(int length, string paramName)
    {
        if (length * _cap < _sum)
            throw new ShapeMismatchException(nameof(CappedSimplex<>), $"{paramName} has {length} elements of at most {_cap}: their sum cannot be {_sum}.", paramName);
    }

    private readonly struct Window(T offset, T cap) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> =>
            ProxLanes.Clamp<TLane, T>(x - TLane.Create(offset), TLane.Create(T.Zero), TLane.Create(cap));
    }
}
