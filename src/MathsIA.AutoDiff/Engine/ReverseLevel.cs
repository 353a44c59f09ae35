using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.AutoDiff.Engine;

/// <summary>Reverse mode: records what is computed, a row a result, and walks it backwards.</summary>
/// <remarks>A row is a struct in an array that is kept for the next recording: no object is made for an operation.</remarks>
internal sealed partial class ReverseLevel<T> : Level<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Node[] _nodes = new Node[64];
    private Variable<T>[] _operands = new Variable<T>[128];
    private int _count;
    private int _operandCount;

    /// <summary>How the machine is used and what is watched for.</summary>
    public DifferentiationOptions Options { get; private set; } = DifferentiationOptions.Default;

    /// <summary>Whether operations give constants for the time being.</summary>
    public bool IsPaused { get; set; }

    public int Count => _count;

    /// <summary>What was recorded, in order.</summary>
    public IEnumerable<IPrimitive<T>> Primitives => _nodes.Take(_count).Select(node => node.Primitive).OfType<IPrimitive<T>>();

    public void Open(DifferentiationOptions options)
    {
        Options = options;
        IsPaused = false;
        CellPool<T>.Current.CountTurn();
        OpenLevel();
    }

    /// <summary>An entry without a past: what derivatives are taken with respect to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Variable<T> Watch(Variable<T> value)
    {
        RequireOpen("a tape");
        Reserve(1, 0);
        Hold(value);
        Guard(value);
        _nodes[_count] = new Node { Value = value, OperandStart = _operandCount, ResultCount = 1 };
        return new Variable<T>(this, _count++, Epoch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Apply(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
    {
        RequireOpen("a tape");
        int count = operands.Length;
        Operands<Variable<T>> room = default;
        Span<Variable<T>> lower = count <= Operands<Variable<T>>.Length ? room[..count] : new Variable<T>[count];
        for (int k = 0; k < count; k++)
            lower[k] = Lower(operands[k]);
        CellPool<T> pool = CellPool<T>.Current;
        CellPool<T>.Region region = pool.Begin();
        bool recorded = false;
        try
        {
            pool.Context = Options.Context;
            pool.DetectsAnomalies |= Options.DetectAnomalies;
            Interpreter.Apply(primitive, lower, outputs);
            if (!IsPaused)
            {
                Record(primitive, operands, outputs);
                recorded = true;
            }
        }
        finally
        {
            if (recorded)
                pool.End(region);
            else
                pool.PassOn(region, outputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Variable<T> Lower(in Variable<T> variable) => ReferenceEquals(variable.Origin, this) ? Payload(variable) : variable;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override Shape ShapeOf(in Variable<T> variable) => Payload(variable).Shape;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Cell<T> CellOf(in Variable<T> variable)
    {
        Variable<T> payload = Payload(variable);
        return payload.Origin.CellOf(payload);
    }

    public override Variable<T> Stopped(in Variable<T> variable)
    {
        Variable<T> payload = Payload(variable);
        return payload.Origin.Stopped(payload);
    }

    public override string Describe(in Variable<T> variable) =>
        variable.Epoch != Epoch ? "Variable (its tape has ended)" : $"Variable {_nodes[variable.Index].Value} recorded as {variable.Index}";

    /// <summary>Ends the recording and lets go of everything it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Close()
    {
        for (int i = 0; i < _count; i++)
            DropNode(i);
        Array.Clear(_operands, 0, _operandCount);
        ClearCotangents();
        _count = _operandCount = 0;
        CloseLevel();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Variable<T> Payload(in Variable<T> variable)
    {
        RequireCurrent(variable, "a tape");
        Variable<T> payload = _nodes[variable.Index].Value;
        return payload.IsNone
            ? throw new InvalidOperationException("The variable's value was given back as backward passed it. Read it before, or keep the tape.")
            : payload;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Record(IPrimitive<T> primitive, ReadOnlySpan<Variable<T>> operands, Span<Variable<T>> outputs)
    {
        Reserve(outputs.Length, operands.Length);
        int start = _operandCount;
        for (int k = 0; k < operands.Length; k++)
        {
            _operands[_operandCount++] = operands[k];
            if (ReferenceEquals(operands[k].Origin, this))
                continue;
            Hold(operands[k]);
            Guard(operands[k]);
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            Hold(outputs[i]);
            _nodes[_count] = new Node
            {
                Primitive = primitive,
                Value = outputs[i],
                OperandStart = start,
                OperandCount = operands.Length,
                ResultCount = outputs.Length,
                ResultIndex = i,
            };
            outputs[i] = new Variable<T>(this, _count++, Epoch);
        }
    }

    /// <summary>Remembers what the user's own memory looks like now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Guard(in Variable<T> variable)
    {
        if (Options.ChangeDetection != ChangeDetection.None && variable.Origin is Cell<T> { IsShared: true } cell)
            cell.Mark(Options.ChangeDetection);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int nodes, int operands)
    {
        if (_count + nodes > _nodes.Length)
            Array.Resize(ref _nodes, Math.Max(2 * _nodes.Length, _count + nodes));
        if (_operandCount + operands > _operands.Length)
            Array.Resize(ref _operands, Math.Max(2 * _operands.Length, _operandCount + operands));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DropNode(int i)
    {
        ref Node node = ref _nodes[i];
        if (node.Value.IsNone && node.Primitive is null)
            return;
        Drop(node.Value);
        if (node.ResultIndex == 0)
        {
            foreach (ref readonly Variable<T> operand in _operands.AsSpan(node.OperandStart, node.OperandCount))
            {
                if (!ReferenceEquals(operand.Origin, this))
                    Drop(operand);
            }
        }

        node.Value = default;
        node.Primitive = null;
    }

    private struct Node
    {
        public IPrimitive<T>? Primitive;
        public Variable<T> Value;
        public int OperandStart;
        public int OperandCount;
        public int ResultCount;
        public int ResultIndex;
    }
}
