using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>The sum of operators between the same shapes. Made by <c>A + B</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class SumOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T>[] _terms;

    /// <summary>Adds operators.</summary>
    /// <param name="operators">The terms, at least one; sums among them are taken apart.</param>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public SumOperator(params ReadOnlySpan<ILinearOperator<T>> operators)
        : this(OperatorGuard.Copy(operators, "Sum")) { }

    private SumOperator(ILinearOperator<T>[] operators)
        : base(operators[0].Domain, operators[0].Range)
    {
        var terms = new List<ILinearOperator<T>>(operators.Length);
        bool selfAdjoint = true;
        OperatorNorm<T> norm = OperatorNorm<T>.Exactly(T.Zero);
        for (int i = 0; i < operators.Length; i++)
        {
            ILinearOperator<T> op = operators[i];
            if (op.Domain != Domain || op.Range != Range)
                throw new ShapeMismatchException("Sum", $"term 0 goes from {Domain} to {Range}, term {i} from {op.Domain} to {op.Range}.", nameof(operators));
            selfAdjoint &= op.IsSelfAdjoint;
            norm = norm.Plus(op.Norm);
            if (op is SumOperator<T> sum)
                terms.AddRange(sum._terms);
            else
                terms.Add(op);
        }

        _terms = [.. terms];
        Norm = norm;
        IsSelfAdjoint = selfAdjoint;
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        _terms[0].Apply(x, destination);
        if (_terms.Length == 1)
            return;
        using var term = new Workspace<T>(destination.Length);
        for (int i = 1; i < _terms.Length; i++)
        {
            _terms[i].Apply(x, term.Span);
            TensorPrimitives.Add(destination, term.Span, destination);
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        _terms[0].ApplyAdjoint(u, destination);
        if (_terms.Length == 1)
            return;
        using var term = new Workspace<T>(destination.Length);
        for (int i = 1; i < _terms.Length; i++)
        {
            _terms[i].ApplyAdjoint(u, term.Span);
            TensorPrimitives.Add(destination, term.Span, destination);
        }
    }
}
