using System.Numerics;

namespace MathsIA.Operators;

/// <summary>The adjoint of another operator: the two maps change places. Made by <c>K.Adjoint</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class AdjointOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the view.</summary>
    /// <param name="inner">The operator K whose adjoint this is.</param>
    public AdjointOperator(ILinearOperator<T> inner)
        : base(OperatorGuard.NotNull(inner).Range, inner.Domain)
    {
        Inner = inner;
        IsSelfAdjoint = inner.IsSelfAdjoint;
    }

    /// <summary>The operator whose adjoint this is.</summary>
    public ILinearOperator<T> Inner { get; }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => Inner.Norm;

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => Inner.ApplyAdjoint(x, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => Inner.Apply(u, destination);
}
