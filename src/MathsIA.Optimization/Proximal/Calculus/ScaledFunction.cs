using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A function times a positive number, <c>x ↦ a f(x)</c>.</summary>
/// <remarks>Prox: <c>prox_{aγf}(x)</c>. Conjugate: <c>a f*(u/a)</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class ScaledFunction<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T _factor;

    /// <summary>Multiplies a function.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="factor">The factor a, positive.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    public ScaledFunction(IProximable<T> function, double factor)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _factor = T.CreateTruncating(Guard.Positive(factor, nameof(ScaledFunction<>)));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits;

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x) => _factor * _function.Value(x);

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, null);
        return _factor * _function.Prox(x, _factor * step, destination);
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        using var scratch = new Workspace<T>(u.Length);
        TensorPrimitives.Divide(u, _factor, scratch.Span);
        return _factor * Part.Conjugate(_function, scratch.Span, this);
    }
}
