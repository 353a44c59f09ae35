using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>One use of a primitive's batch rule: at least one operand holds many examples along a first axis.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct BatchCall<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<Variable<T>> _operands;
    private readonly ReadOnlySpan<bool> _batched;
    private readonly Span<Variable<T>> _results;

    internal BatchCall(int size, ReadOnlySpan<Variable<T>> operands, ReadOnlySpan<bool> batched, Span<Variable<T>> results)
    {
        Size = size;
        _operands = operands;
        _batched = batched;
        _results = results;
    }

    /// <summary>The number of examples.</summary>
    public int Size { get; }

    /// <summary>The number of operands.</summary>
    public int Count => _operands.Length;

    /// <summary>Whether an operand differs from example to example. Its first axis is then that of the examples.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>False for an operand that all examples share, which has no such axis.</returns>
    public bool IsBatched(int k) => _batched[k];

    /// <summary>An operand, with the axis of the examples first if it has one.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>Its value.</returns>
    public Variable<T> Operand(int k) => _operands[k];

    /// <summary>The rank of an operand for one example.</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>The number of axes.</returns>
    public int ExampleRank(int k) => _operands[k].Rank - (_batched[k] ? 1 : 0);

    /// <summary>The largest rank of an operand for one example.</summary>
    public int LargestExampleRank
    {
        get
        {
            int rank = 0;
            for (int k = 0; k < Count; k++)
                rank = Math.Max(rank, ExampleRank(k));
            return rank;
        }
    }

    /// <summary>An operand with the axis of the examples first, whether it had one (a shared one is repeated, without a copy).</summary>
    /// <param name="k">Which operand.</param>
    /// <returns>A variable of rank one more than the example's.</returns>
    public Variable<T> Expanded(int k) => _batched[k] ? _operands[k] : _operands[k].BroadcastTo([Size, .. _operands[k].Shape.Lengths]);

    /// <summary>An operand made ready to be broadcast against others: axes of length 1 are put between the axis of the examples and
    /// the rest, so that an example has a given rank. A shared operand needs none.</summary>
    /// <param name="k">Which operand.</param>
    /// <param name="exampleRank">The rank wanted for one example, at least that of the operand.</param>
    /// <returns>The operand.</returns>
    public Variable<T> Aligned(int k, int exampleRank)
    {
        int missing = exampleRank - ExampleRank(k);
        if (!_batched[k] || missing == 0)
            return _operands[k];
        Shape shape = _operands[k].Shape;
        var lengths = new int[exampleRank + 1];
        lengths.AsSpan().Fill(1);
        lengths[0] = Size;
        shape.Lengths[1..].CopyTo(lengths.AsSpan(missing + 1));
        return _operands[k].Reshape(lengths);
    }

    /// <summary>Sets a result.</summary>
    /// <param name="result">All examples, along a first axis.</param>
    /// <param name="i">Which result.</param>
    public void Set(Variable<T> result, int i = 0) => _results[i] = result;

    /// <summary>Applies a primitive, usually the same with its axes moved by one, and sets all results to its own.</summary>
    /// <param name="primitive">The primitive.</param>
    /// <param name="operands">Its operands.</param>
    public void Apply(IPrimitive<T> primitive, params ReadOnlySpan<Variable<T>> operands) => Interpreter.Apply(primitive, operands, _results);

    /// <summary>The batch rule of every operation that works element by element with broadcasting: the same operation on aligned operands.</summary>
    /// <param name="primitive">The primitive.</param>
    public void ApplyElementwise(IPrimitive<T> primitive)
    {
        int rank = LargestExampleRank;
        if (Count <= Operands<Variable<T>>.Length)
        {
            Operands<Variable<T>> room = default;
            Span<Variable<T>> aligned = room[..Count];
            for (int k = 0; k < Count; k++)
                aligned[k] = Aligned(k, rank);
            Interpreter.Apply(primitive, aligned, _results);
            return;
        }

        var many = new Variable<T>[Count];
        for (int k = 0; k < many.Length; k++)
            many[k] = Aligned(k, rank);
        Interpreter.Apply(primitive, many, _results);
    }

    /// <summary>A batch rule for any operation: one example after another, and the results stacked.</summary>
    /// <param name="primitive">The primitive.</param>
    public void ApplyToEach(IPrimitive<T> primitive)
    {
        var results = new Variable<T>[_results.Length][];
        for (int i = 0; i < results.Length; i++)
            results[i] = new Variable<T>[Size];
        var operands = new Variable<T>[Count];
        var outputs = new Variable<T>[_results.Length];
        for (int example = 0; example < Size; example++)
        {
            for (int k = 0; k < operands.Length; k++)
                operands[k] = _batched[k] ? Variable.Select(_operands[k], 0, example) : _operands[k];
            Interpreter.Apply(primitive, operands, outputs);
            for (int i = 0; i < outputs.Length; i++)
                results[i][example] = outputs[i];
        }

        for (int i = 0; i < results.Length; i++)
            _results[i] = Variable.Stack(0, results[i]);
    }

    /// <summary>A batch rule for an operation that has a plain composition with the same value: the composition's own.</summary>
    /// <param name="composition">The operation, written with operations on variables.</param>
    public void SetByComposition(Func<IReadOnlyList<Variable<T>>, Variable<T>> composition)
    {
        var axes = new int?[Count];
        for (int k = 0; k < axes.Length; k++)
            axes[k] = _batched[k] ? 0 : null;
        _results[0] = Vectorize.Map(composition, _operands.ToArray(), axes);
    }
}
