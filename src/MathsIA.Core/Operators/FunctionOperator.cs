using System.Numerics;

namespace MathsIA.Operators;

/// <summary>An operator given by two functions, for maps that exist only as code.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class FunctionOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SpanMap<T> _forward;
    private readonly SpanMap<T> _backward;

    /// <summary>Creates an operator from its map and its adjoint map.</summary>
    /// <param name="domain">The shape it takes.</param>
    /// <param name="range">The shape it gives.</param>
    /// <param name="forward">Writes Kx: called with operands of the right length that do not overlap.</param>
    /// <param name="backward">Writes K*u: as above, the other way.</param>
    /// <param name="norm">What is known of its norm; nothing by default.</param>
    /// <param name="isSelfAdjoint">Whether K equals its adjoint.</param>
    /// <exception cref="ShapeMismatchException">Called self-adjoint between different shapes.</exception>
    public FunctionOperator(Shape domain, Shape range, SpanMap<T> forward, SpanMap<T> backward, OperatorNorm<T>? norm = null, bool isSelfAdjoint = false)
        : base(domain, range)
    {
        ArgumentNullException.ThrowIfNull(forward);
        ArgumentNullException.ThrowIfNull(backward);
        if (isSelfAdjoint && domain != range)
            throw new ShapeMismatchException(nameof(FunctionOperator<>), $"a self-adjoint operator cannot go from {domain} to {range}.", nameof(isSelfAdjoint));
        _forward = forward;
        _backward = backward;
        Norm = norm ?? OperatorNorm<T>.Unknown;
        IsSelfAdjoint = isSelfAdjoint;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination) => _forward(x, destination);

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination) => _backward(u, destination);
}
