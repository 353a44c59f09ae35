using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>One operator after another: <c>x ↦ second(first(x))</c>. Made by <c>first.Then(second)</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class CompositionOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T> _first;
    private readonly ILinearOperator<T> _second;

    /// <summary>Composes two operators.</summary>
    /// <param name="first">Applied first.</param>
    /// <param name="second">Applied to the result of the first.</param>
    /// <exception cref="ShapeMismatchException">The second's domain is not the first's range.</exception>
    public CompositionOperator(ILinearOperator<T> first, ILinearOperator<T> second)
        : base(OperatorGuard.NotNull(first).Domain, OperatorGuard.NotNull(second).Range)
    {
        if (first.Range != second.Domain)
            throw new ShapeMismatchException("Then", $"the first operator gives {first.Range}, the second takes {second.Domain}.", nameof(second));
        _first = first;
        _second = second;
        bool isGram = IsAdjointPair(first, second);
        // ‖K*K‖ = ‖K‖²: the one product whose norm is as exact as its factor's.
        Norm = isGram ? new OperatorNorm<T>(first.Norm.Bound * first.Norm.Bound, first.Norm.IsExact) : first.Norm.Times(second.Norm);
        IsSelfAdjoint = isGram;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        using var between = new Workspace<T>(_first.Range.ElementCount);
        _first.Apply(x, between.Span);
        _second.Apply(between.Span, destination);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        using var between = new Workspace<T>(_first.Range.ElementCount);
        _second.ApplyAdjoint(u, between.Span);
        _first.ApplyAdjoint(between.Span, destination);
    }

    private static bool IsAdjointPair(ILinearOperator<T> first, ILinearOperator<T> second) =>
        (second is AdjointOperator<T> outer && ReferenceEquals(outer.Inner, first))
        || (first is AdjointOperator<T> inner && ReferenceEquals(inner.Inner, second))
        || (first.IsSelfAdjoint && ReferenceEquals(first, second));
}
