namespace MathsIA;

/// <summary>What to take along one axis when slicing a tensor: an index, a range, a stepped range, a new axis, or the ellipsis.</summary>
/// <remarks>Converts from <see cref="int"/>, <see cref="Index"/> and <see cref="Range"/>, so that <c>x[1..3, ^1]</c> reads as
/// it does for arrays.</remarks>
public readonly struct AxisSlice : IEquatable<AxisSlice>
{
    private enum Kind : byte
    {
        Range,
        Index,
        NewAxis,
        Ellipsis,
    }

    private readonly Kind _kind;
    private readonly Range _range;
    private readonly int _step;

    private AxisSlice(Kind kind, Range range, int step)
    {
        _kind = kind;
        _range = range;
        _step = step;
    }

    /// <summary>A new axis of length 1.</summary>
    public static AxisSlice NewAxis { get; } = new(Kind.NewAxis, default, 1);

    /// <summary>As many whole axes as are needed to fill up the shape.</summary>
    public static AxisSlice Ellipsis { get; } = new(Kind.Ellipsis, default, 1);

    /// <summary>The whole axis.</summary>
    public static AxisSlice All { get; } = new(Kind.Range, System.Range.All, 1);

    /// <summary>Every <paramref name="step"/>-th entry of a range; a negative step walks the range from its end to its start.</summary>
    /// <param name="range">The range of the axis.</param>
    /// <param name="step">The step, not zero. <c>Step(.., -1)</c> reverses the axis.</param>
    /// <returns>The slice.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is zero.</exception>
    public static AxisSlice Step(Range range, int step)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        return new AxisSlice(Kind.Range, range, step);
    }

    /// <summary>One entry, from the start.</summary>
    /// <param name="index">The index, from 0; write <c>^1</c> to count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static implicit operator AxisSlice(int index) => index >= 0
        ? new(Kind.Index, new Range(index, System.Index.End), 1)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Slice: the index {index} is negative; write ^{-(long)index} to count from the end.");

    /// <summary>One entry, from the start or the end.</summary>
    /// <param name="index">The index.</param>
    public static implicit operator AxisSlice(Index index) => new(Kind.Index, new Range(index, System.Index.End), 1);

    /// <summary>A range of entries.</summary>
    /// <param name="range">The range.</param>
    public static implicit operator AxisSlice(Range range) => new(Kind.Range, range, 1);

    internal static Tensor<T> Apply<T>(Tensor<T> tensor, ReadOnlySpan<AxisSlice> slices) where T : unmanaged
    {
        int used = 0, ellipses = 0;
        foreach (AxisSlice slice in slices)
        {
            used += slice._kind is Kind.Range or Kind.Index ? 1 : 0;
            ellipses += slice._kind == Kind.Ellipsis ? 1 : 0;
        }

        if (ellipses > 1)
            throw new ArgumentException("Slice: at most one ellipsis can stand in a slice.", nameof(slices));
        if (used > tensor.Rank)
            throw new ArgumentException($"Slice: {used} entries given for the shape {tensor.Shape}.", nameof(slices));

        int offset = tensor.Offset, axis = 0;
        var lengths = new List<int>(tensor.Rank + 1);
        var strides = new List<int>(tensor.Rank + 1);
        void KeepWhole(int count)
        {
            for (; count > 0; count--, axis++)
            {
                lengths.Add(tensor.Shape.Lengths[axis]);
                strides.Add(tensor.Strides[axis]);
            }
        }

        foreach (AxisSlice slice in slices)
        {
            switch (slice._kind)
            {
                case Kind.NewAxis:
                    lengths.Add(1);
                    strides.Add(0);
                    break;
                case Kind.Ellipsis:
                    KeepWhole(tensor.Rank - used);
                    break;
                case Kind.Index:
                    offset += slice.ResolveIndex(tensor.Shape, axis) * tensor.Strides[axis];
                    axis++;
                    break;
                default:
                    (int start, int count) = slice.ResolveRange(tensor.Shape, axis);
                    offset += start * tensor.Strides[axis];
                    lengths.Add(count);
                    // With a single entry left the step is never taken, and it may be too long to multiply.
                    strides.Add(tensor.Strides[axis] * (count > 1 ? slice._step : 1));
                    axis++;
                    break;
            }
        }

        KeepWhole(tensor.Rank - axis);
        return tensor.Window(offset, new Shape([.. lengths]), [.. strides]);
    }

    private int ResolveIndex(Shape shape, int axis)
    {
        int length = shape.Lengths[axis];
        int index = _range.Start.GetOffset(length);
        return (uint)index < (uint)length
            ? index
            : throw new ArgumentOutOfRangeException("slices", _range.Start.ToString(), $"Slice: index {_range.Start} is outside axis {axis} of shape {shape}.");
    }

    private (int Start, int Count) ResolveRange(Shape shape, int axis)
    {
        int length = shape.Lengths[axis];
        int start = _range.Start.GetOffset(length), end = _range.End.GetOffset(length);
        if ((uint)start > (uint)length || (uint)end > (uint)length || start > end)
            throw new ArgumentOutOfRangeException("slices", _range.ToString(), $"Slice: range {_range} is outside axis {axis} of shape {shape}.");
        long stride = Math.Abs((long)_step);
        int count = (int)((end - start + stride - 1) / stride);
        return (_step > 0 ? start : end - 1, count);
    }

    /// <inheritdoc/>
    public bool Equals(AxisSlice other) => _kind == other._kind && _range.Equals(other._range) && _step == other._step;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AxisSlice other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_kind, _range, _step);

    /// <summary>Whether two slices take the same.</summary>
    /// <param name="left">One slice.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(AxisSlice left, AxisSlice right) => left.Equals(right);

    /// <summary>Whether two slices differ.</summary>
    /// <param name="left">One slice.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when different.</returns>
    public static bool operator !=(AxisSlice left, AxisSlice right) => !left.Equals(right);
}
