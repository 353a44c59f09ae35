using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Optimization;

/// <summary>A function with an affine one added, <c>x ↦ f(x) + ⟨c, x⟩ + d</c>.</summary>
/// <remarks>Prox: <c>prox_{γf}(x − γc)</c>. Conjugate: <c>f*(u − c) − d</c>.</remarks>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed class Tilt<T> : IConjugable<T>, IMayBeConjugable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IProximable<T> _function;
    private readonly T[] _slope;
    private readonly T _constant;

    /// <summary>Tilts a function.</summary>
    /// <param name="function">The function f.</param>
    /// <param name="slope">The slope c; it is copied.</param>
    /// <param name="constant">The constant d.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The constant or an element of the slope is not finite.</exception>
    public Tilt(IProximable<T> function, Tensor<T> slope, double constant = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _slope = ProximalGuard.Finite(slope, nameof(Tilt<>)).ToArray();
        _constant = T.CreateTruncating(ProximalGuard.Finite(constant, nameof(Tilt<>)));
    }

    /// <inheritdoc/>
    public FunctionTraits Traits => _function.Traits & ~(FunctionTraits.Indicator | FunctionTraits.PositivelyHomogeneous | FunctionTraits.SymmetricGauge);

    bool IMayBeConjugable.IsConjugateKnown => _function.AsConjugable() is not null;

    /// <inheritdoc/>
    public T Value(ReadOnlySpan<T> x)
    {
        ProximalGuard.Point(this, x, _slope.Length);
        return _function.Value(x) + Vectors.Dot(x, _slope) + _constant;
    }

    /// <inheritdoc/>
    public T Prox(ReadOnlySpan<T> x, T step, Span<T> destination)
    {
        ProximalGuard.Prox(this, x, step, destination, _slope.Length);
        TensorPrimitives.MultiplyAdd(_slope, -step, x, destination);
        return _function.Prox(destination, step, destination) + Vectors.Dot<T>(destination, _slope) + _constant;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The conjugate of f is not known.</exception>
    public T ConjugateValue(ReadOnlySpan<T> u)
    {
        ProximalGuard.Point(this, u, _slope.Length);
        using var scratch = new Workspace<T>(u.Length);
        TensorPrimitives.Subtract(u, _slope, scratch.Span);
        return Part.Conjugate(_function, scratch.Span, this) - _constant;
    }
}
