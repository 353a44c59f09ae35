using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.AutoDiff.Engine;

internal sealed partial class ReverseLevel<T>
{
    private Variable<T>[] _cotangents = [];
    private int _cotangentCount;

    /// <summary>Computes the cotangents of everything that the output was computed from.</summary>
    /// <param name="output">An entry of this level, or anything else, which then has no derivatives.</param>
    /// <param name="seed">The cotangent of the output, of its shape.</param>
    /// <param name="keep">Whether the recording is needed again. If not, values are let go as soon as they are passed, and the
    /// level records no more.</param>
    /// <param name="retained">Entries whose cotangents are wanted afterwards, besides the watched ones.</param>
    /// <param name="gathered">What the watched variables have gathered already, in their order; nothing if empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(Variable<T> output, Variable<T> seed, bool keep, ReadOnlySpan<Variable<T>> retained = default, ReadOnlySpan<Variable<T>> gathered = default)
    {
        ClearCotangents();
        if (_cotangents.Length < _count)
            _cotangents = new Variable<T>[_nodes.Length];
        _cotangentCount = _count;
        Preload(gathered);
        if (!keep)
            CloseLevel();
        if (!ReferenceEquals(output.Origin, this))
            return;
        RequireCurrent(output, "a tape");
        if (!_cotangents[output.Index].IsNone)
        {
            seed = _cotangents[output.Index] + seed;
            DropCotangent(output.Index);
        }

        Hold(seed);
        _cotangents[output.Index] = seed;
        CellPool<T> pool = CellPool<T>.Current;
        for (int i = _count - 1; i >= 0; i--)
        {
            ref Node node = ref _nodes[i];
            if (node.ResultIndex != 0 || node.Primitive is null)
                continue;
            if (HasAnyCotangent(i, node.ResultCount))
            {
                _letsResultsGo = !keep && (uint)(output.Index - i) >= (uint)node.ResultCount;
                _overwritesCotangent = !IsRetained(retained, i);
                Pass(pool, i);
            }

            for (int result = 0; result < node.ResultCount; result++)
            {
                if (!IsRetained(retained, i + result))
                    DropCotangent(i + result);
            }

            if (!keep)
            {
                // A result before the first drops only its own value: the operands go with the first.
                for (int result = node.ResultCount - 1; result >= 0; result--)
                {
                    if (i + result != output.Index)
                        DropNode(i + result);
                }
            }
        }
    }

    /// <summary>The cotangent that backward left at an entry; none if it is zero or was not kept.</summary>
    public Variable<T> CotangentOf(in Variable<T> variable)
    {
        RequireCurrent(variable, "a tape");
        return variable.Index < _cotangentCount ? _cotangents[variable.Index] : default;
    }

    public Variable<T> SavedOperand(int node, int k)
    {
        Variable<T> operand = _operands[_nodes[node].OperandStart + k];
        return Unchanged(Lower(operand), node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Variable<T> SavedResult(int node, int i) => Unchanged(_nodes[node + i].Value, node);

    public Shape OperandShape(int node, int k) => _operands[_nodes[node].OperandStart + k].Shape;

    public bool Needs(int node, int k) => ReferenceEquals(_operands[_nodes[node].OperandStart + k].Origin, this);

    public bool HasCotangent(int node, int i) => !_cotangents[node + i].IsNone;

    public Variable<T> Cotangent(int node, int i)
    {
        Variable<T> cotangent = _cotangents[node + i];
        return cotangent.IsNone ? Variable.Zeros<T>(_nodes[node + i].Value.Shape) : cotangent;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddCotangent(int node, int k, Variable<T> cotangent)
    {
        Variable<T> operand = _operands[_nodes[node].OperandStart + k];
        if (cotangent.IsNone || !ReferenceEquals(operand.Origin, this))
            return;
        Shape shape = _nodes[operand.Index].Value.Shape;
        if (cotangent.Shape != shape)
            cotangent = cotangent.SumTo(shape);
        ref Variable<T> slot = ref _cotangents[operand.Index];
        if (slot.IsNone)
        {
            Hold(cotangent);
            slot = cotangent;
        }
        else if (slot.Origin is Cell<T> { IsExclusive: true } sum && cotangent.Origin is Cell<T> share)
        {
            sum.Tensor.Add(share.Checked(cotangent).Tensor, sum.Tensor, Options.Context);
        }
        else
        {
            Variable<T> total = slot + cotangent;
            Hold(total);
            Drop(slot);
            slot = total;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pass(CellPool<T> pool, int i)
    {
        ref Node node = ref _nodes[i];
        CellPool<T>.Region region = pool.Begin();
        string? outer = pool.DerivativeOf;
        try
        {
            pool.Context = Options.Context;
            pool.DetectsAnomalies |= Options.DetectAnomalies;
            pool.DerivativeOf = node.Primitive!.Name;
            node.Primitive.Reverse(new ReverseCall<T>(this, i, node.OperandCount));
        }
        finally
        {
            pool.DerivativeOf = outer;
            pool.End(region);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasAnyCotangent(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            if (!_cotangents[i].IsNone)
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsRetained(ReadOnlySpan<Variable<T>> retained, int index)
    {
        foreach (ref readonly Variable<T> variable in retained)
        {
            if (variable.Index == index && ReferenceEquals(variable.Origin, this))
                return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Variable<T> Unchanged(Variable<T> value, int node) => value.Origin is Cell<T> { HasChanged: true }
        ? throw new InvalidOperationException(
            $"{_nodes[node].Primitive!.Name}: a tensor of shape {value.Shape} that its derivative needs was changed in place after the operation had read it. Change a copy, or change it after backward.")
        : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void DropCotangent(int i)
    {
        Drop(_cotangents[i]);
        _cotangents[i] = default;
    }

    private void ClearCotangents()
    {
        for (int i = 0; i < _cotangentCount; i++)
            DropCotangent(i);
        _cotangentCount = 0;
    }
}
