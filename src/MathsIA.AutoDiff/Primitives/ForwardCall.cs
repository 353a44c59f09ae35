using System.Numerics;

namespace MathsIA.AutoDiff;

/// <summary>One use of a primitive's forward rule.</summary>
/// <remarks>A tangent that is zero is not there: ask <see cref="HasTangent"/> first. A result whose tangent is never set has a
/// derivative of zero.</remarks>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct ForwardCall<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<Variable<T>> _operands;
    private readonly ReadOnlySpan<Variable<T>> _tangents;
    private readonly ReadOnlySpan<Variable<T>> _results;
    private readonly Span<Variable<T>> _resultTangents;

    internal ForwardCall(ReadOnlySpan<Variable<T>> operands, ReadOnlySpan<Variable<T>> tangents, ReadOnlySpan<Variable<T>> results, Span<Variable<T>> resultTangents)
    {
        _operands = operands;
        _tangents = tangents;
        _results = results;
        _resultTangents = resultTangents;
    }

    /// <summary>The number of operands.</summary>
    public int Count => _operands.Length;

    /// <summary>An operand.</summary>
    /// <param name="k">Which one, from 0.</param>
    /// <returns>Its value.</returns>
    public Variable<T> Operand(int k) => _operands[k];

    /// <summary>A result.</summary>
    /// <param name="i">Which one, from 0.</param>
    /// <returns>Its value.</returns>
    public Variable<T> Result(int i = 0) => _results[i];

    /// <summary>Whether an operand has a tangent other than zero.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>True when <see cref="Tangent"/> may be asked for.</returns>
    public bool HasTangent(int k) => !_tangents[k].IsNone;

    /// <summary>The tangent of an operand, of its shape.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>The tangent.</returns>
    public Variable<T> Tangent(int k) => _tangents[k];

    /// <summary>Adds to the tangent of a result. What is smaller than the result is broadcast to its shape.</summary>
    /// <param name="tangent">The share of one operand.</param>
    /// <param name="i">Which result.</param>
    public void Add(Variable<T> tangent, int i = 0)
    {
        if (tangent.IsNone)
            return;
        Shape shape = _results[i].Shape;
        if (tangent.Shape != shape)
            tangent = tangent.BroadcastTo(shape);
        _resultTangents[i] = _resultTangents[i].IsNone ? tangent : _resultTangents[i] + tangent;
    }

    /// <summary>The forward rule of an operation that has a plain composition with the same value: the composition's derivative.</summary>
    /// <param name="composition">The operation, written with operations on variables.</param>
    public void AddByComposition(Func<IReadOnlyList<Variable<T>>, Variable<T>> composition)
    {
        var operands = new Variable<T>[Count];
        var tangents = new Variable<T>[Count];
        for (int k = 0; k < operands.Length; k++)
        {
            operands[k] = Operand(k);
            tangents[k] = HasTangent(k) ? Tangent(k) : Variable.Zeros<T>(operands[k].Shape);
        }

        Add(Differentiate.Jvp(composition, operands, tangents).Tangent);
    }
}
