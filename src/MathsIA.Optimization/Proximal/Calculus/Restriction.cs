using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A convex separable function restricted to a box, <c>g(x) = f(x)</c> for <c>l ≤ x ≤ u</c>, else +∞.</summary>
/// <remarks>Prox: the prox of f, clamped: right for functions of one coordinate each, because they are convex.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Restriction<T> : IDiagonalProximable<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IDiagonalProximable<T> _function;
    private readonly Box<T> _box;

    /// <summary>Restricts a function.</summary>
    /// <param name="function">The function f, convex and separable.</param>
    /// <param name="box">The box.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The function is not known to be convex and separable.</exception>
    public Restriction(IDiagonalProximable<T> function, Box<T> box)
    {
        ArgumentNullException.ThrowIfNull(box);
        _function = Part.Convex<IDiagonalProximable<T>, T>(function, nameof(Restriction<>));
        if (!function.Traits.Has(FunctionTraits.Separable))
            throw new ArgumentException($"Restriction: {ProximalGuard.Name(function)} is not known to be separable.", nameof(function));
        _box = box;
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => (_function.Traits & (FunctionTraits.Convex | FunctionTraits.Separable | FunctionTraits.StronglyConvex | FunctionTraits.Indicator))
        | (_function.Traits & _box.Traits & FunctionTraits.PermutationInvariant);

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _box.Value(x) == T.Zero ? _function.Value(x) : T.PositiveInfinity;

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _box.Length);
        _function.Prox(x, step, destination);
        _box.Prox(destination, step, destination);
        return _function.Value(destination);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, steps, destination, _box.Length);
        _function.Prox(x, steps, destination);
        _box.Prox(destination, steps, destination);
        return _function.Value(destination);
    }
}
