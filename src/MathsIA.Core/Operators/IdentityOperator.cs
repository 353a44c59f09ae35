using System.Numerics;

namespace MathsIA.Operators;

/// <summary>The identity on tensors of one shape.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class IdentityOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the identity.</summary>
    /// <param name="shape">The shape it acts on.</param>
    public IdentityOperator(Shape shape) : base(shape, shape) => IsSelfAdjoint = true;

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(Domain.ElementCount == 0 ? T.Zero : T.One);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => x.CopyTo(destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => u.CopyTo(destination);
}
