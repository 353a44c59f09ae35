using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The same function of every block of a given size, <c>g(x) = Σⱼ f(x_{Bⱼ})</c>: of the rows of a matrix, of many small cones.</summary>
/// <remarks>Prox and conjugate act on each block for itself. For functions that differ, <see cref="SeparableSum{T}"/>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class RepeatedSum<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly int _size;

    /// <summary>Repeats a function.</summary>
    /// <param name="function">The function f of one block.</param>
    /// <param name="size">The size of a block, from 1.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1.</exception>
    public RepeatedSum(IProximable<T> function, int size)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _size = Guard.AtLeastOne(size, nameof(RepeatedSum<>));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & ~(_size == 1 ? FunctionTraits.None : FunctionTraits.SymmetricGauge);

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        Check(x, nameof(x));
        T sum = T.Zero;
        for (int start = 0; start < x.Length; start += _size)
            sum += _function.Value(x.Slice(start, _size));
        return sum;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        Check(x, nameof(x));
        ProximalGuard.Prox(this, x, step, destination, null);
        T sum = T.Zero;
        for (int start = 0; start < x.Length; start += _size)
            sum += _function.Prox(x.Slice(start, _size), step, destination.Slice(start, _size));
        return sum;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        Check(u, nameof(u));
        T sum = T.Zero;
        for (int start = 0; start < u.Length; start += _size)
            sum += Part.Conjugate(_function, u.Slice(start, _size), this);
        return sum;
    }

    private void Check(ReadOnlySpan<T> x, string paramName)
    {
        if (x.Length % _size != 0)
            throw new ShapeMismatchException(nameof(RepeatedSum<>), $"{paramName} has {x.Length} elements, which is no multiple of the block size {_size}.", paramName);
    }
}
