using System.Numerics;

namespace MathsIA.Operators;

/// <summary>The operator whose every value is zero: a hole in a block operator.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ZeroOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates the zero operator between two shapes.</summary>
    /// <param name="domain">The shape it takes.</param>
    /// <param name="range">The shape it gives.</param>
    public ZeroOperator(Shape domain, Shape range) : base(domain, range) => IsSelfAdjoint = domain == range;

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => OperatorNorm<T>.Exactly(T.Zero);

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => destination.Clear();

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => destination.Clear();
}
