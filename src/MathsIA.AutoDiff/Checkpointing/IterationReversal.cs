using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>One way back through the steps of an <see cref="Iteration{T}"/>.</summary>
internal sealed class IterationReversal<T>(Func<Variable<T>, IReadOnlyList<Variable<T>>, int, Variable<T>> step, int first, int[] kept)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CellPool<T> _pool = CellPool<T>.Current;
    private Variable<T>[] _operands = [];
    private bool[] _needed = [];

    /// <summary>What each parameter has gathered; at the initial state's place, nothing until the first step.</summary>
    private Held<T>[] _totals = [];

    /// <summary>The current state, and the cotangent of the state behind the step to reverse.</summary>
    private Held<T> _state, _cotangent;

    public void Run(in ReverseCall<T> call, CheckpointSchedule schedule)
    {
        Read(call);
        var slots = new Held<T>[schedule.Snapshots];
        // The first sweep was made when the value was computed, if it left its snapshots.
        bool swept = kept.Length == 0;
        _state.Set(_operands[0]);
        foreach (CheckpointAction action in schedule.Actions())
        {
            switch (action.Kind)
            {
                case CheckpointActionKind.Store:
                    if (!swept && action.From > 0)
                        _state.Set(call.Result(1 + Array.IndexOf(kept, action.From)));
                    slots[action.Slot].Set(_state.Value);
                    break;
                case CheckpointActionKind.Restore:
                    _state.Set(slots[action.Slot].Value);
                    break;
                case CheckpointActionKind.Advance:
                    if (swept)
                        Advance(action);
                    break;
                case CheckpointActionKind.Reverse:
                    if (!swept)
                        _state.Set(call.Result(kept.Length));
                    swept = true;
                    Step(call, action.From);
                    break;
            }
        }

        Write(call);
        foreach (ref Held<T> slot in slots.AsSpan())
            slot.Release();
        _state.Release();
    }

    private void Read(in ReverseCall<T> call)
    {
        _operands = new Variable<T>[call.Count];
        _needed = new bool[call.Count];
        _totals = new Held<T>[call.Count];
        for (int k = 0; k < _operands.Length; k++)
        {
            _operands[k] = call.Operand(k);
            _needed[k] = call.Needs(k);
            if (k > 0)
                _totals[k].Set(call.Gathered(k));
        }

        if (call.HasCotangent(0))
            _cotangent.Set(call.Cotangent());
    }

    private void Write(in ReverseCall<T> call)
    {
        if (_needed[0])
            call.SetTotal(0, _cotangent.Value);
        _cotangent.Release();
        for (int k = 1; k < _totals.Length; k++)
        {
            if (_needed[k])
                call.SetTotal(k, _totals[k].Value);
            _totals[k].Release();
        }
    }

    /// <summary>As one operation, so that a tape outside, if there is one, keeps the states at both ends only.</summary>
    private void Advance(CheckpointAction action)
    {
        CellPool<T>.Region region = _pool.Begin();
        try
        {
            var schedule = CheckpointSchedule.Logarithmic(action.To - action.From);
            _state.Set(Iteration<T>.Plain(step, schedule, first + action.From).Run(_state.Value, _operands[1..]));
        }
        finally
        {
            _pool.End(region);
        }
    }

    private void Step(in ReverseCall<T> call, int k)
    {
        if (!_cotangent.IsNone)
            Recompute(k, k == 0 ? call.Gathered(0) : default, call.Options);
        // A derivative of a derivative may come in at a snapshot as well.
        int place = k > 0 ? Array.IndexOf(kept, k) : -1;
        if (place < 0 || !call.HasCotangent(1 + place))
            return;
        CellPool<T>.Region region = _pool.Begin();
        try
        {
            Variable<T> share = call.Cotangent(1 + place);
            _cotangent.Set(_cotangent.IsNone ? share : _cotangent.Value + share);
        }
        finally
        {
            _pool.End(region);
        }
    }

    private void Recompute(int k, Variable<T> gathered, DifferentiationOptions options)
    {
        Variable<T>[] operands = [_state.Value, .. _operands[1..]], totals = Array.ConvertAll(_totals, static total => total.Value);
        bool[] needed = [k > 0 || _needed[0], .. _needed[1..]];
        totals[0] = gathered;
        CellPool<T>.Region region = _pool.Begin();
        try
        {
            Recomputation.Reverse(inputs => step(inputs[0], [.. inputs.Skip(1)], first + k), operands, needed, _cotangent.Value, totals, options);
            _cotangent.Set(needed[0] ? totals[0] : default);
            for (int i = 1; i < totals.Length; i++)
            {
                if (needed[i])
                    _totals[i].Set(totals[i]);
            }
        }
        finally
        {
            _pool.End(region);
        }
    }
}
