using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A function moved to another place, <c>x ↦ f(x − c)</c>.</summary>
/// <remarks>Prox: <c>c + prox_{γf}(x − c)</c>. Conjugate: <c>f*(u) + ⟨c, u⟩</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Translation<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T[] _offset;

    /// <summary>Moves a function.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="offset">The offset c; it is copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element of the offset is not finite.</exception>
    public Translation(IProximable<T> function, Tensor<T> offset)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _offset = ProximalGuard.Finite(offset, nameof(Translation<>)).ToArray();
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & ~(FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge);

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _offset.Length);
        using var scratch = new Workspace<T>(x.Length);
        TensorPrimitives.Subtract(x, _offset, scratch.Span);
        return _function.Value(scratch.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _offset.Length);
        TensorPrimitives.Subtract(x, _offset, destination);
        T value = _function.Prox(destination, step, destination);
        TensorPrimitives.Add(destination, _offset, destination);
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _offset.Length);
        return Part.Conjugate(_function, u, this) + Vectors.Dot(u, _offset);
    }
}
