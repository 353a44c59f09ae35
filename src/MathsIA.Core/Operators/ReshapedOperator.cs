using System.Numerics;

namespace MathsIA.Operators;

/// <summary>An operator seen between other shapes with as many elements. Made by <c>K.Reshape(domain, range)</c>.</summary>
/// <remarks>For example a matrix that acts on images: <c>matrix.Reshape([28, 28], [10])</c>. Nothing is copied.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ReshapedOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T> _inner;

    /// <summary>Reshapes an operator.</summary>
    /// <param name="inner">The operator.</param>
    /// <param name="domain">The new domain.</param>
    /// <param name="range">The new range.</param>
    /// <exception cref="ShapeMismatchException">A shape has another number of elements.</exception>
    public ReshapedOperator(ILinearOperator<T> inner, Shape domain, Shape range)
        : base(domain, range)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (domain.ElementCount != inner.Domain.ElementCount)
            throw new ShapeMismatchException("Reshape", $"the domain {inner.Domain} does not become {domain}.", nameof(domain));
        if (range.ElementCount != inner.Range.ElementCount)
            throw new ShapeMismatchException("Reshape", $"the range {inner.Range} does not become {range}.", nameof(range));
        _inner = inner;
        IsSelfAdjoint = inner.IsSelfAdjoint && domain == range;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => _inner.Norm;

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => _inner.Apply(x, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => _inner.ApplyAdjoint(u, destination);
}
