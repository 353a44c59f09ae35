using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The sorted l1 norm (SLOPE, OWL), <c>g(x) = Σᵢ wᵢ |x|_(i)</c> with weights and magnitudes in decreasing order.</summary>
/// <remarks>Prox: the sorted magnitudes less <c>γ wᵢ</c>, made non-increasing by pool adjacent violators, cut at 0 and put back: one sort. Equal
/// weights are the l1 norm, one weight the maximum norm. Conjugate: 0 where the sums of the largest magnitudes of u are at most those
/// of the weights, else +∞. Source: M. Bogdan, E. van den Berg, C. Sabatti, W. Su, E. Candès, Ann. Appl. Stat. 9(3), 2015.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SortedL1Norm<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _weights;

    /// <summary>The norm of given weights.</summary>
    /// <param name="weights">The weights, not increasing and each at least 0, one for each coordinate; they are copied.</param>
    /// <exception cref="ArgumentNullException">The weights are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, not finite, or above the one before it.</exception>
    public SortedL1Norm(Tensor<T> weights)
    {
        _weights = ProximalGuard.NonNegative(weights, nameof(SortedL1Norm<>)).ToArray();
        for (int i = 1; i < _weights.Length; i++)
        {
            if (_weights[i] > _weights[i - 1])
                throw new ArgumentOutOfRangeException(nameof(weights), _weights[i], $"SortedL1Norm: weight {i} is above the one before it, {_weights[i - 1]}.");
        }
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _weights.Length);
        using var scratch = new Workspace<T>(x.Length);
        Span<T> sorted = Sorted(x, scratch.Span);
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
            sum += Widening.ToDouble(_weights[i]) * Widening.ToDouble(sorted[^(i + 1)]);
        return Widening.FromDouble<T>(sum);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _weights.Length);
        using var keys = new Workspace<T>(x.Length);
        using var places = new Workspace<int>(x.Length);
        Span<T> sorted = keys.Span;
        Span<int> order = places.Span;
        for (int i = 0; i < x.Length; i++)
        {
            sorted[i] = T.Abs(x[i]);
            order[i] = i;
        }

        // Increasing order: the largest magnitude is last, and the smallest weight first.
        sorted.Sort(order);
        for (int i = 0; i < sorted.Length; i++)
            sorted[i] -= step * _weights[^(i + 1)];
        PoolAdjacentViolators.Run(sorted, default, sorted);
        for (int i = 0; i < sorted.Length; i++)
            destination[order[i]] = T.CopySign(T.Max(sorted[i], T.Zero), x[order[i]]);
        return Value(destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _weights.Length);
        using var scratch = new Workspace<T>(u.Length);
        Span<T> sorted = Sorted(u, scratch.Span);
        double sum = 0, bound = 0, rounding = Widening.ToDouble(Rounding<T>.OfSum(u.Length));
        for (int i = 0; i < sorted.Length; i++)
        {
            sum += Widening.ToDouble(sorted[^(i + 1)]);
            bound += Widening.ToDouble(_weights[i]);
            if (!(sum <= bound * (1 + rounding)))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    /// <summary>The magnitudes in increasing order.</summary>
    private static Span<T> Sorted(ReadOnlySpan<T> x, Span<T> scratch)
    {
        for (int i = 0; i < x.Length; i++)
            scratch[i] = T.Abs(x[i]);
        scratch.Sort();
        return scratch;
    }
}
