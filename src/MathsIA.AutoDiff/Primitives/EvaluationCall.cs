using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>One computation of a primitive's value: the operands, and memory for the results.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly ref struct EvaluationCall<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CellPool<T> _pool;
    private readonly ReadOnlySpan<Cell<T>> _operands;
    private readonly ReadOnlySpan<Shape> _shapes;
    private readonly Span<Cell<T>?> _results;

    internal EvaluationCall(CellPool<T> pool, ReadOnlySpan<Cell<T>> operands, ReadOnlySpan<Shape> shapes, Span<Cell<T>?> results)
    {
        _pool = pool;
        _operands = operands;
        _shapes = shapes;
        _results = results;
    }

    /// <summary>The number of operands.</summary>
    public int Count => _operands.Length;

    /// <summary>How to use the machine: to be passed to every kernel.</summary>
    public ComputeContext? Context => _pool.Context;

    /// <summary>An operand. It may be strided; it must not be written to.</summary>
    /// <param name="k">Which one, from 0.</param>
    /// <returns>The tensor.</returns>
    public Tensor<T> Operand(int k) => _operands[k].Tensor;

    /// <summary>Contiguous memory for a result, of the shape that the shape rule gave. It holds arbitrary numbers: write all of them.</summary>
    /// <param name="i">Which result, from 0.</param>
    /// <returns>The tensor to write to; the same one at every call.</returns>
    public Tensor<T> Result(int i = 0) => (_results[i] ??= _pool.Rent(_shapes[i], _operands)).Tensor;

    /// <summary>Makes a result a view of an operand's memory instead of memory of its own.</summary>
    /// <param name="view">The view, of the shape that the shape rule gave.</param>
    /// <param name="of">The operand that it looks into.</param>
    /// <param name="i">Which result.</param>
    public void SetView(Tensor<T> view, int of = 0, int i = 0) => _results[i] = _pool.View(view, _operands[of]);

    /// <summary>Makes a result a tensor that somebody else made, of whatever shape it has.</summary>
    internal void SetOwned(Tensor<T> tensor, int i = 0) => _results[i] = Cell<T>.Constant(tensor);

    /// <summary>Makes a result what a computation on variables gave, without a copy.</summary>
    internal void SetComputed(Variable<T> value, int i = 0) => _results[i] = value.Origin.CellOf(value);

    /// <summary>An operand as a constant.</summary>
    internal Variable<T> Constant(int k) => new(_operands[k]);
}
