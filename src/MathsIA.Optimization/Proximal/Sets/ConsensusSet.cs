using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Optimization;

/// <summary>The indicator of consensus: equal blocks, <c>x₁ = x₂ = ... = x_m</c>.</summary>
/// <remarks>Prox: every block becomes the mean of all. Conjugate: 0 where the blocks of u sum to 0 (up to rounding), else +∞.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ConsensusSet<T> : IConjugable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _blocks;

    /// <summary>The consensus of a number of blocks.</summary>
    /// <param name="blocks">The number m of blocks, one after the other, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public ConsensusSet(int blocks) => _blocks = Guard.AtLeastOne(blocks, nameof(ConsensusSet<>));

    /// <inheritdoc/>
    public FunctionTraits Traits => FunctionTraits.Convex | FunctionTraits.Cone | FunctionTraits.Quadratic;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        int size = SizeOf(x, nameof(x));
        for (int i = size; i < x.Length; i++)
        {
            if (!(T.Abs(x[i] - x[i - size]) <= T.CreateTruncating(8) * Rounding<T>.Epsilon * T.Abs(x[i])))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        int size = SizeOf(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        if (size == 0)
            return T.Zero;
        Span<T> mean = destination[..size];
        x[..size].CopyTo(mean);
        for (int block = 1; block < _blocks; block++)
            TensorPrimitives.Add(mean, x.Slice(block * size, size), mean);
        TensorPrimitives.Divide(mean, T.CreateTruncating(_blocks), mean);
        for (int block = 1; block < _blocks; block++)
            mean.CopyTo(destination.Slice(block * size, size));
        return T.Zero;
    }

    /// <inheritdoc/>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        int size = SizeOf(u, nameof(u));
        for (int i = 0; i < size; i++)
        {
            T sum = T.Zero, magnitude = T.Zero;
            for (int at = i; at < u.Length; at += size)
            {
                sum += u[at];
                magnitude += T.Abs(u[at]);
            }

            if (!(T.Abs(sum) <= Rounding<T>.OfSum(_blocks) * magnitude))
                return T.PositiveInfinity;
        }

        return T.Zero;
    }

    private int SizeOf(ReadOnlySpan<T> x, string paramName) => x.Length % _blocks == 0 ? x.Length / _blocks
        : throw new ShapeMismatchException(nameof(ConsensusSet<>), $"{paramName} has {x.Length} elements, which is no multiple of {_blocks} blocks.", paramName);
}
