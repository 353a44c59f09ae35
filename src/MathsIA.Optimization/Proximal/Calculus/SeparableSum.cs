using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A sum of functions of neighbouring blocks of the coordinates, <c>g(x) = Σⱼ gⱼ(x_{Bⱼ})</c>.</summary>
/// <remarks>Prox and conjugate act on each block for itself. What is known of all parts is known of the sum.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class SeparableSum<T> : IConjugable<T>, IDiagonalProximable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const FunctionTraits Shared = FunctionTraits.Convex | FunctionTraits.Separable | FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous
        | FunctionTraits.Smooth | FunctionTraits.StronglyConvex | FunctionTraits.Quadratic;

    private readonly (IProximable<T> Function, int Length)[] _blocks;
    private readonly int _length;

    /// <summary>A sum over blocks of given lengths.</summary>
    /// <param name="blocks">The functions and how many coordinates each takes, in order; a length may be 0.</param>
    /// <exception cref="ArgumentNullException">A function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    /// <exception cref="ArgumentException">There is no block, or the lengths add up to more than a span can hold.</exception>
    public SeparableSum(params ReadOnlySpan<(IProximable<T> Function, int Length)> blocks)
    {
        if (blocks.IsEmpty)
            throw new ArgumentException("SeparableSum: there is no block.", nameof(blocks));
        Traits = Shared;
        long total = 0;
        foreach ((IProximable<T> function, int length) in blocks)
        {
            ArgumentNullException.ThrowIfNull(function, nameof(blocks));
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(blocks));
            Traits &= function.Traits;
            total += length;
        }

        if (total > Array.MaxLength)
            throw new ArgumentException($"SeparableSum: the blocks have {total} elements together.", nameof(blocks));
        _blocks = blocks.ToArray();
        _length = (int)total;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits { get; }

    bool IMayBeConjugable.IsConjugateKnown => Array.TrueForAll(_blocks, block => block.Function.AsConjugable() is not null);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _length);
        T sum = T.Zero;
        int start = 0;
        foreach ((IProximable<T> function, int length) in _blocks)
        {
            sum += function.Value(x.Slice(start, length));
            start += length;
        }

        return sum;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _length);
        T sum = T.Zero;
        int start = 0;
        foreach ((IProximable<T> function, int length) in _blocks)
        {
            sum += function.Prox(x.Slice(start, length), step, destination.Slice(start, length));
            start += length;
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>A block whose function takes only one step may still have one of its own: its steps must be equal.</remarks>
    /// <exception cref="ArgumentException">The steps of a block differ, and its function takes only one.</exception>
    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, steps, destination, _length);
        RequireOneStep(steps);
        T sum = T.Zero;
        int start = 0;
        foreach ((IProximable<T> function, int length) in _blocks)
        {
            ReadOnlySpan<T> point = x.Slice(start, length), each = steps.Slice(start, length);
            Span<T> result = destination.Slice(start, length);
            if (length > 0)
                sum += function is IDiagonalProximable<T> diagonal ? diagonal.Prox(point, each, result) : function.Prox(point, each[0], result);
            start += length;
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">A part's conjugate is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _length);
        T sum = T.Zero;
        int start = 0;
        foreach ((IProximable<T> function, int length) in _blocks)
        {
            sum += Part.Conjugate(function, u.Slice(start, length), this);
            start += length;
        }

        return sum;
    }

    private void RequireOneStep(ReadOnlySpan<T> steps)
    {
        int start = 0;
        foreach ((IProximable<T> function, int length) in _blocks)
        {
            if (length > 0 && function is not IDiagonalProximable<T> && steps.Slice(start, length).ContainsAnyExcept(steps[start]))
                throw new ArgumentException($"SeparableSum: the steps of the block from {start} differ, and {ProximalGuard.Name(function)} takes only one.", nameof(steps));
            start += length;
        }
    }
}
