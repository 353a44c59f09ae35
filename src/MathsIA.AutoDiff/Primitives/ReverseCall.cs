using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>One use of a primitive's reverse rule.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct ReverseCall<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReverseLevel<T> _level;
    private readonly int _node;

    internal ReverseCall(ReverseLevel<T> level, int node, int count)
    {
        _level = level;
        _node = node;
        Count = count;
    }

    /// <summary>The number of operands.</summary>
    public int Count { get; }

    /// <summary>How the derivatives are computed.</summary>
    internal DifferentiationOptions Options => _level.Options;

    /// <summary>An operand, as it was when the result was computed.</summary>
    /// <param name="k">Which one, from 0.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="InvalidOperationException">Its memory was written to since.</exception>
    public Variable<T> Operand(int k) => _level.SavedOperand(_node, k);

    /// <summary>A result.</summary>
    /// <param name="i">Which one, from 0.</param>
    /// <returns>Its value.</returns>
    /// <exception cref="InvalidOperationException">Its memory was written to since.</exception>
    public Variable<T> Result(int i = 0) => _level.SavedResult(_node, i);

    /// <summary>Whether the derivative with respect to an operand is wanted; computing another is wasted work.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>True when it is wanted.</returns>
    public bool Needs(int k) => _level.Needs(_node, k);

    /// <summary>The shape of an operand, whose numbers are then not needed.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>The shape.</returns>
    public Shape OperandShape(int k) => _level.OperandShape(_node, k);

    /// <summary>Whether a result has a cotangent other than zero. One of them always has.</summary>
    /// <param name="i">Which result.</param>
    /// <returns>True when <see cref="Cotangent"/> is not zero.</returns>
    public bool HasCotangent(int i) => _level.HasCotangent(_node, i);

    /// <summary>The cotangent of a result, of its shape: the derivative of the final value with respect to it.</summary>
    /// <param name="i">Which result.</param>
    /// <returns>The cotangent; zeros if there is none.</returns>
    public Variable<T> Cotangent(int i = 0) => _level.Cotangent(_node, i);

    /// <summary>Adds to the cotangent of an operand. Where the operand was broadcast, the sum over what it was stretched to is taken.</summary>
    /// <param name="k">Which operand; nothing happens if its derivative is not wanted.</param>
    /// <param name="cotangent">The share.</param>
    public void Add(int k, Variable<T> cotangent) => _level.AddCotangent(_node, k, cotangent);

    /// <summary>The reverse rule of an operation that has a plain composition with the same value: the composition is recorded now,
    /// and its derivative taken. What a fused operation uses for derivatives it has no kernel for.</summary>
    /// <param name="composition">The operation, written with operations on variables.</param>
    public void AddByComposition(Func<IReadOnlyList<Variable<T>>, Variable<T>> composition)
    {
        var operands = new Variable<T>[Count];
        for (int k = 0; k < operands.Length; k++)
            operands[k] = Operand(k);
        var cotangents = new Variable<T>[operands.Length];
        ReversePass.Run(composition, static (f, inputs) => f(inputs), operands, Cotangent(), cotangents, _level.Options);
        for (int k = 0; k < cotangents.Length; k++)
            Add(k, cotangents[k]);
    }

    /// <summary>Says that the rule has read what it needs of the results: their memory may serve what it computes next.</summary>
    internal void LetResultsGo() => _level.LetResultsGo(_node);

    /// <summary>The cotangent of the only result if the rule may write over it, for it is kept nowhere else; null otherwise. The rule must not hand
    /// it on to an operand: whoever saw it before (a hook) may still have it.</summary>
    internal Cell<T>? OwnCotangent() => _level.OwnCotangent(_node);

    /// <summary>What an operand has gathered from later operations; none for nothing. None also for a variable that stands among the operands
    /// a second time, whose sum its first place continues.</summary>
    internal Variable<T> Gathered(int k) => _level.IsFirst(_node, k) ? _level.Gathered(_node, k) : default;

    /// <summary>Sets the sum that began with <see cref="Gathered"/>.</summary>
    internal void SetTotal(int k, Variable<T> total)
    {
        if (_level.IsFirst(_node, k))
            _level.ReplaceGathered(_node, k, total);
        else
            Add(k, total);
    }

    /// <summary>The reverse rule of a segment that is recorded only now, with the bits of one that was recorded at once.</summary>
    internal void AddByRecomputation(Func<IReadOnlyList<Variable<T>>, Variable<T>> segment)
    {
        var operands = new Variable<T>[Count];
        var totals = new Variable<T>[Count];
        var needed = new bool[Count];
        for (int k = 0; k < operands.Length; k++)
        {
            operands[k] = Operand(k);
            needed[k] = Needs(k);
            totals[k] = Gathered(k);
        }

        Recomputation.Reverse(segment, operands, needed, Cotangent(), totals, Options);
        for (int k = 0; k < totals.Length; k++)
        {
            if (needed[k])
                SetTotal(k, totals[k]);
        }
    }
}
