namespace MathsIA.Optimization;

/// <summary>The groups of a vector of known length.</summary>
internal readonly struct GroupRuns(GroupLayout? layout, int length)
{
    private readonly int _size = layout is null ? length : layout.Size;

    /// <summary>How many groups there are.</summary>
    public int Count => length == 0 ? 0 : _size > 0 ? length / _size : layout!.Starts!.Length - 1;

    /// <summary>The size of the groups across components; 0 for any other layout.</summary>
    public int Components => layout is { IsStrided: true } ? _size : 0;

    /// <summary>The elements in the order of their groups; null for neighbours.</summary>
    public int[]? Order => layout?.Order;

    /// <summary>Where a group of neighbours starts and how large it is.</summary>
    public (int Start, int Size) this[int group] =>
        _size > 0 ? (group * _size, _size) : (layout!.Starts![group], layout.Starts[group + 1] - layout.Starts[group]);
}
