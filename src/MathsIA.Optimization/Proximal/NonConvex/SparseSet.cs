using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>The indicator of sparsity, at most k nonzeros: a cone that is not convex.</summary>
/// <remarks>Prox: the k largest magnitudes stay, the others become 0; of equal ones the first stay. One partial ordering of the magnitudes,
/// n log n. Source: T. Blumensath, M. Davies, Appl. Comput. Harmon. Anal. 27(3), 2009.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SparseSet<T> : IProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _count;

    /// <summary>The vectors of at most a number of nonzeros.</summary>
    /// <param name="count">The number k, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public SparseSet(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = count;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Cone | FunctionTraits.SymmetricGauge;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => Rounding<T>.Indicator(x.Length - x.Count(T.Zero) <= _count);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        if (_count >= x.Length)
        {
            x.CopyTo(destination);
            return T.Zero;
        }

        if (_count == 0)
        {
            destination.Clear();
            return T.Zero;
        }

        using var scratch = new Workspace<T>(x.Length);
        Span<T> sorted = scratch.Span;
        for (int i = 0; i < x.Length; i++)
            sorted[i] = T.Abs(x[i]);
        sorted.Sort();
        T threshold = sorted[^_count];
        int above = 0;
        while (above < _count && sorted[^(above + 1)] > threshold)
            above++;
        int ties = _count - above;
        for (int i = 0; i < x.Length; i++)
        {
            T magnitude = T.Abs(x[i]);
            bool kept = magnitude > threshold || (magnitude == threshold && ties-- > 0);
            destination[i] = kept || T.IsNaN(magnitude) ? x[i] : T.Zero;
        }

        return T.Zero;
    }
}
