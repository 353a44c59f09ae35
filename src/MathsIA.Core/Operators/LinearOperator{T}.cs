using System.Numerics;

namespace MathsIA.Operators;

/// <summary>The base of operators: checks what it is given, then calls the two maps that a subclass writes.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public abstract class LinearOperator<T> : ILinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Creates an operator between two shapes.</summary>
    /// <param name="domain">The shape it takes.</param>
    /// <param name="range">The shape it gives.</param>
    protected LinearOperator(Shape domain, Shape range)
    {
        Domain = domain;
        Range = range;
    }

    /// <inheritdoc/>
    public Shape Domain { get; }

    /// <inheritdoc/>
    public Shape Range { get; }

    /// <inheritdoc/>
    public abstract OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    public bool IsSelfAdjoint { get; protected init; }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<T> x, Span<T> destination)
    {
        Check(nameof(Apply), x, Domain, nameof(x), destination, Range);
        Forward(x, destination);
    }

    /// <inheritdoc/>
    public void ApplyAdjoint(ReadOnlySpan<T> u, Span<T> destination)
    {
        Check(nameof(ApplyAdjoint), u, Range, nameof(u), destination, Domain);
        Backward(u, destination);
    }

    /// <summary>The name, the two shapes and the norm: <c>DiagonalOperator [3] → [3], norm 2</c>.</summary>
    /// <returns>The text.</returns>
    public sealed override string ToString()
    {
        string name = GetType().Name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? name : name[..tick])} {Domain} → {Range}, norm {(Norm.IsExact ? "" : "at most ")}{Norm.Bound}";
    }

    /// <summary>Computes <c>Kx</c> from operands of the right length that do not overlap.</summary>
    /// <param name="x">The elements of x.</param>
    /// <param name="destination">Every element is to be written; what it holds before is not defined.</param>
    protected abstract void Forward(ReadOnlySpan<T> x, Span<T> destination);

    /// <summary>Computes <c>K*u</c> from operands of the right length that do not overlap.</summary>
    /// <param name="u">The elements of u.</param>
    /// <param name="destination">Every element is to be written; what it holds before is not defined.</param>
    protected abstract void Backward(ReadOnlySpan<T> u, Span<T> destination);

    private void Check(string operation, ReadOnlySpan<T> operand, Shape from, string name, Span<T> destination, Shape to)
    {
        if (operand.Length != from.ElementCount)
            throw new ShapeMismatchException(operation, $"{name} has {operand.Length} elements, the operator {Domain} → {Range} takes {from.ElementCount}.", name);
        if (destination.Length != to.ElementCount)
            throw new ShapeMismatchException(operation, $"the destination has {destination.Length} elements, the operator {Domain} → {Range} gives {to.ElementCount}.", nameof(destination));
        if (operand.Overlaps(destination))
            throw new ArgumentException($"{operation}: the destination overlaps {name}.", nameof(destination));
    }
}
