using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.Operators;

/// <summary>An operator times a number. Made by <c>2.0 * A</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ScaledOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T> _inner;
    private readonly T _factor;

    /// <summary>Scales an operator.</summary>
    /// <param name="inner">The operator K.</param>
    /// <param name="factor">The factor; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is NaN or infinite.</exception>
    public ScaledOperator(ILinearOperator<T> inner, T factor)
        : base(OperatorGuard.NotNull(inner).Domain, inner.Range)
    {
        if (!T.IsFinite(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Scale: the factor must be finite.");
        // Scalings of scalings collapse unless the product of the factors would leave the range of T.
        bool collapse = inner is ScaledOperator<T> within && T.IsNormal(within._factor * factor);
        _inner = collapse ? ((ScaledOperator<T>)inner)._inner : inner;
        _factor = collapse ? ((ScaledOperator<T>)inner)._factor * factor : factor;
        IsSelfAdjoint = inner.IsSelfAdjoint;
        Norm = inner.Norm.ScaledBy(factor);
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        _inner.Apply(x, destination);
        TensorPrimitives.Multiply(destination, _factor, destination);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        _inner.ApplyAdjoint(u, destination);
        TensorPrimitives.Multiply(destination, _factor, destination);
    }
}
