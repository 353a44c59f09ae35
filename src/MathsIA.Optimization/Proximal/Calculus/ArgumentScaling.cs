using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A function of a multiple of its argument, <c>x ↦ f(a x)</c>.</summary>
/// <remarks>Prox: <c>prox_{a²γf}(a x)/a</c>. Conjugate: <c>f*(u/a)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ArgumentScaling<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T _factor;

    /// <summary>Scales the argument of a function.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="factor">The factor a, not 0.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 0 or not finite.</exception>
    public ArgumentScaling(IProximable<T> function, double factor)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!(double.IsFinite(factor) && factor != 0))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "ArgumentScaling: the factor must be finite and not 0.");
        _function = function;
        _factor = T.CreateTruncating(factor);
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits;

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        using var scratch = new Workspace<T>(x.Length);
        TensorPrimitives.Multiply(x, _factor, scratch.Span);
        return _function.Value(scratch.Span);
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        TensorPrimitives.Multiply(x, _factor, destination);
        T value = _function.Prox(destination, _factor * _factor * step, destination);
        TensorPrimitives.Divide(destination, _factor, destination);
        return value;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        using var scratch = new Workspace<T>(u.Length);
        TensorPrimitives.Divide(u, _factor, scratch.Span);
        return Part.Conjugate(_function, scratch.Span, this);
    }
}
