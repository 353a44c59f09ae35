using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The total variation of a sequence, <c>g(x) = Σᵢ wᵢ |xᵢ₊₁ − xᵢ|</c>: piecewise constant solutions.</summary>
/// <remarks>
/// <para>Prox: the taut string through the tube of radius <c>γ wᵢ</c> about the running sums, exact, in linear time in the worst case.
/// The string's corners are found with running sums; each piece's value is then computed anew from its own elements, so that it is as
/// accurate as a mean. Conjugate: 0 where the running sums of u stay within <c>wᵢ</c> and end at 0 (up to rounding), else +∞.</para>
/// <para>A NaN or an infinity in x makes the whole result NaN. Sources: P. L. Davies, A. Kovac, Ann. Statist. 29(1), 2001; corners are looked for
/// as in L. Condat, IEEE Signal Process. Lett. 20, 2013, and where that would not be linear as in the funnel algorithm for shortest
/// paths.</para>
/// </remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class TotalVariation1D<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The jumps that are summed in one piece.</summary>
    private const int BlockLength = 1 << 15;

    private readonly double _weight;
    private readonly double[]? _weights;
    private readonly ComputeContext? _context;

    /// <summary>The variation times a weight.</summary>
    /// <param name="weight">The weight w, at least 0.</param>
    /// <param name="context">Threads for the prox of a long sequence; all cores when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is negative or not finite.</exception>
    public TotalVariation1D(double weight = 1, ComputeContext? context = null) => (_weight, _context) = (Guard.NonNegative(weight, nameof(TotalVariation1D<>)), context);

    /// <summary>The variation with a weight for each jump.</summary>
    /// <param name="weights">The weights, each at least 0, one fewer than there are elements; they are copied.</param>
    /// <param name="context">Threads for the prox of a long sequence; all cores when null.</param>
    /// <exception cref="ArgumentNullException">The weights are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative or not finite.</exception>
    public TotalVariation1D(Tensor<T> weights, ComputeContext? context = null) =>
        (_weights, _context) = (Array.ConvertAll(ProximalGuard.NonNegative(weights, nameof(TotalVariation1D<>)).ToArray(), Widening.ToDouble), context);

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.PositivelyHomogeneous;

    private int? Length => _weights?.Length + 1;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, Length);
        if (x.Length < 2)
            return T.Zero;
        if (_weights is null)
            return Widening.FromDouble<T>(_weight * Variation(x));

        double sum = 0;
        for (int i = 0; i < _weights.Length; i++)
            sum += _weights[i] * Math.Abs(Widening.ToDouble(x[i + 1] - x[i]));
        return Widening.FromDouble<T>(sum);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, Length);
        TautString.Run(x, Widening.ToDouble(step) * (_weights is null ? _weight : 1), _weights, destination, _context);
        return Value(destination);
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, Length);
        double sum = 0, magnitude = 0;
        double rounding = Widening.ToDouble(Rounding<T>.OfSum(u.Length));
        for (int i = 0; i < u.Length; i++)
        {
            double value = Widening.ToDouble(u[i]);
            sum += value;
            magnitude += Math.Abs(value);
            double bound = i == u.Length - 1 ? 0 : _weights?[i] ?? _weight;
            if (!(Math.Abs(sum) <= bound + (rounding * magnitude)))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    /// <summary>The sum of the jumps, block by block.</summary>
    private unsafe double Variation(ReadOnlySpan<T> x)
    {
        int jumps = x.Length - 1, blocks = (jumps + BlockLength - 1) / BlockLength;
        using var parts = new Workspace<double>(blocks);
        fixed (T* source = x)
            ParallelLoop.For(blocks, new Jumps(source, jumps, parts.Data), _context);
        double sum = 0;
        foreach (double part in parts.Span)
            sum += part;
        return sum;
    }

    private readonly unsafe struct Jumps(T* source, int count, double* parts) : ILoopBody
    {
        public void Run(int index)
        {
            T* start = source + ((nint)index * BlockLength);
            parts[index] = Widening.ToDouble(CoordinateDriver.Sum(new ReadOnlySpan<T>(start, Math.Min(BlockLength, count - (index * BlockLength))), new Jump(start)));
        }
    }

    private readonly unsafe struct Jump(T* source) : ICoordinateFunction<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T> => TLane.Abs(TLane.Load(source + index + 1) - x);
    }
}
