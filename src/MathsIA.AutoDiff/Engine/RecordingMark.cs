using System.Numerics;

namespace MathsIA.AutoDiff.Engine;

/// <summary>How far all tapes that watch some variables had come, so that what comes after can be forgotten.</summary>
internal readonly struct RecordingMark<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly List<(ReverseLevel<T> Tape, int Count)> _tapes;

    public RecordingMark(IEnumerable<Variable<T>> watched)
    {
        _tapes = [];
        foreach (Variable<T> variable in watched)
            Find(variable);
    }

    /// <summary>Lets go of what was recorded since.</summary>
    public void Forget()
    {
        foreach ((ReverseLevel<T> tape, int count) in _tapes)
            tape.Forget(count);
    }

    /// <summary>The tapes that a variable is on, through all transforms between them.</summary>
    private void Find(Variable<T> variable)
    {
        switch (variable.IsNone ? null : variable.Origin)
        {
            case ReverseLevel<T> tape:
                if (!_tapes.Exists(entry => ReferenceEquals(entry.Tape, tape)))
                    _tapes.Add((tape, tape.Count));
                Find(tape.Lower(variable));
                break;
            case ForwardLevel<T> forward:
                (Variable<T> value, Variable<T> tangent) = forward.Unwrap(variable);
                Find(value);
                Find(tangent);
                break;
            case BatchLevel<T> batch:
                Find(batch.Unwrap(variable));
                break;
        }
    }
}
