using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Batching: every entry stands for one value an example, all of them along a first axis of one variable.</summary>
internal sealed class BatchLevel<T> : Level<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>The number of examples.</summary>
    public int Size { get; private set; }

    public void Open(int size)
    {
        Size = size;
        OpenLevel();
    }

    /// <summary>Makes the first axis of a variable that of the examples.</summary>
    public Variable<T> Lift(Variable<T> all)
    {
        if (_count == _entries.Length)
            Array.Resize(ref _entries, 2 * _count);
        Hold(all);
        _entries[_count] = new Entry { All = all, ExampleShape = all.Shape.RemoveAt(0) };
        return new Variable<T>(this, _count++, Epoch);
    }

    /// <summary>All examples along a first axis; a variable that is the same for all is repeated.</summary>
    public Variable<T> Unwrap(in Variable<T> variable) =>
        ReferenceEquals(variable.Origin, this) ? Get(variable).All : variable.BroadcastTo([Size, .. variable.Shape.Lengths]);

    public override void Apply(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
    {
        RequireOpen("a vectorized function");
        int count = operands.Length;
        Operands<Variable<T>> room = default;
        Operands<bool> batchedRoom = default;
        Span<Variable<T>> lower = count <= Operands<Variable<T>>.Length ? room[..count] : new Variable<T>[count];
        Span<bool> batched = count <= Operands<bool>.Length ? batchedRoom[..count] : new bool[count];
        for (int k = 0; k < count; k++)
        {
            batched[k] = ReferenceEquals(operands[k].Origin, this);
            lower[k] = batched[k] ? Get(operands[k]).All : operands[k];
        }

        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        try
        {
            primitive.Batch(new BatchCall<T>(Size, lower, batched, outputs));
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = Lift(outputs[i]);
        }
        finally
        {
            pool.End(region);
        }
    }

    public override Shape ShapeOf(in Variable<T> variable) => Get(variable).ExampleShape;

    public override Cell<T> CellOf(in Variable<T> variable) => throw new InvalidOperationException(
        $"Inside Vectorize a variable stands for {Size} values at once and has none of its own. Use Where instead of a branch, and read results after the transform.");

    public override Variable<T> Stopped(in Variable<T> variable)
    {
        Variable<T> all = Get(variable).All;
        return Lift(all.Origin.Stopped(all));
    }

    public override string Describe(in Variable<T> variable) =>
        variable.Epoch != Epoch ? "Variable (its vectorized function has ended)" : $"{Size} examples of shape {_entries[variable.Index].ExampleShape}";

    public void Close()
    {
        for (int i = 0; i < _count; i++)
            Drop(_entries[i].All);
        Array.Clear(_entries, 0, _count);
        _count = 0;
        CloseLevel();
    }

    private ref readonly Entry Get(in Variable<T> variable)
    {
        RequireCurrent(variable, "a vectorized function");
        RequireOpen("a vectorized function");
        return ref _entries[variable.Index];
    }

    private struct Entry
    {
        public Variable<T> All;
        public Shape ExampleShape;
    }
}
