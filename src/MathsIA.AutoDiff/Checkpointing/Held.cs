using System.Numerics;
using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff;

/// <summary>A value that stays when the region it was made in ends, until another takes its place.</summary>
internal struct Held<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Cell<T>? _cell;

    /// <summary>The value; none at first.</summary>
    public Variable<T> Value { get; private set; }

    public readonly bool IsNone => Value.IsNone;

    public void Set(Variable<T> value)
    {
        Cell<T>? before = _cell;
        _cell = value.IsNone ? null : value.Origin as Cell<T>;
        _cell?.Checked(value).Retain();
        Value = value;
        before?.Release();
    }

    public void Release() => Set(default);
}
