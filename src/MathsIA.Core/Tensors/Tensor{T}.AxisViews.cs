namespace MathsIA;

public sealed partial class Tensor<T>
{
    /// <summary>One entry along an axis, which is removed. A view.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="index">The entry, from 0.</param>
    /// <returns>A tensor with one axis fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis or entry.</exception>
    public Tensor<T> Select(int axis, int index)
    {
        axis = Shape.Axis(axis);
        if ((uint)index >= (uint)Shape.Lengths[axis])
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Select: the index is outside axis {axis} of shape {Shape}.");
        return Window(Offset + index * _strides[axis], Shape.RemoveAt(axis), [.. _strides.AsSpan(0, axis), .. _strides.AsSpan(axis + 1)]);
    }

    /// <summary>Consecutive entries along an axis. A view.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="start">The first entry.</param>
    /// <param name="length">How many.</param>
    /// <returns>A tensor of the same rank.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the entries reach outside it.</exception>
    public Tensor<T> Narrow(int axis, int start, int length)
    {
        axis = Shape.Axis(axis);
        if ((uint)start > (uint)Shape.Lengths[axis])
            throw new ArgumentOutOfRangeException(nameof(start), start, $"Narrow: the start is outside axis {axis} of shape {Shape}.");
        if ((uint)length > (uint)(Shape.Lengths[axis] - start))
            throw new ArgumentOutOfRangeException(nameof(length), length, $"Narrow: {length} entries from {start} reach outside axis {axis} of shape {Shape}.");
        return Window(Offset + start * _strides[axis], Shape.With(axis, length), [.. _strides]);
    }

    /// <summary>One axis moved to another place, the others keeping their order. A view.</summary>
    /// <param name="from">The axis; negative counts from the end.</param>
    /// <param name="to">Its place in the result; negative counts from the end.</param>
    /// <returns>The permuted tensor.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> MoveAxis(int from, int to)
    {
        from = Shape.Axis(from, nameof(from));
        to = Shape.Axis(to, nameof(to));
        var order = new List<int>(Rank);
        for (int i = 0; i < Rank; i++)
        {
            if (i != from)
                order.Add(i);
        }

        order.Insert(to, from);
        return Permute([.. order]);
    }

    /// <summary>The entries of some axes in reverse order. A view.</summary>
    /// <param name="axes">The axes, each once; negative counts from the end. All axes when none is given.</param>
    /// <returns>A tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is repeated.</exception>
    public Tensor<T> Flip(params ReadOnlySpan<int> axes)
    {
        Span<bool> flipped = stackalloc bool[Shape.MaxRank];
        flipped.Clear();
        foreach (int given in axes)
        {
            int axis = Shape.Axis(given, nameof(axes));
            if (flipped[axis])
                throw new ArgumentException($"Flip: axis {axis} of the shape {Shape} is repeated in [{string.Join(", ", axes.ToArray())}].", nameof(axes));
            flipped[axis] = true;
        }

        int offset = Offset;
        int[] strides = [.. _strides];
        for (int i = 0; i < Rank; i++)
        {
            if (!axes.IsEmpty && !flipped[i])
                continue;
            offset += (Shape.Lengths[i] - 1) * strides[i];
            strides[i] = -strides[i];
        }

        return Window(offset, Shape, strides);
    }

    /// <summary>A diagonal of two axes: elements <c>x[.., i, .., i + offset, ..]</c>. A view, which can be written to.</summary>
    /// <remarks>The two axes are removed and the diagonal becomes the last axis. A diagonal that lies outside is empty.</remarks>
    /// <param name="offset">Which diagonal: 0 the main one, positive above it, negative below.</param>
    /// <param name="rowAxis">The axis of the row index; negative counts from the end.</param>
    /// <param name="columnAxis">The axis of the column index; negative counts from the end.</param>
    /// <returns>A tensor with one axis fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The two axes are the same.</exception>
    public Tensor<T> Diagonal(int offset = 0, int rowAxis = -2, int columnAxis = -1)
    {
        int row = Shape.Axis(rowAxis, nameof(rowAxis)), column = Shape.Axis(columnAxis, nameof(columnAxis));
        if (row == column)
            throw new ArgumentException($"Diagonal: the axes {rowAxis} and {columnAxis} of the shape {Shape} are the same.", nameof(columnAxis));
        long firstRow = Math.Max(0, -(long)offset), firstColumn = Math.Max(0, (long)offset);
        int length = (int)Math.Max(0, Math.Min(Shape.Lengths[row] - firstRow, Shape.Lengths[column] - firstColumn));
        var lengths = new List<int>(Rank);
        var strides = new List<int>(Rank);
        for (int i = 0; i < Rank; i++)
        {
            if (i == row || i == column)
                continue;
            lengths.Add(Shape.Lengths[i]);
            strides.Add(_strides[i]);
        }

        lengths.Add(length);
        // A single element is never stepped from; the sum of two strides could leave the range of int only there.
        strides.Add(length > 1 ? _strides[row] + _strides[column] : 1);
        int place = length == 0 ? 0 : Offset + (int)firstRow * _strides[row] + (int)firstColumn * _strides[column];
        return Window(place, new Shape([.. lengths]), [.. strides]);
    }

    /// <summary>Sliding windows along an axis: window <c>w</c> shows the entries <c>w step, ..., w step + size - 1</c>. A view.</summary>
    /// <remarks>The axis then counts the windows, <c>(length - size) / step + 1</c> of them, and a new last axis runs inside a
    /// window. Windows that overlap share memory, so such a view cannot be a destination.</remarks>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="size">The length of a window, at least 1.</param>
    /// <param name="step">The distance between the starts of neighbouring windows, at least 1.</param>
    /// <returns>A tensor with one axis more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, the size is below 1 or longer than the axis, or the step is below 1.</exception>
    public Tensor<T> Unfold(int axis, int size, int step = 1)
    {
        axis = Shape.Axis(axis);
        if (size < 1 || size > Shape.Lengths[axis])
            throw new ArgumentOutOfRangeException(nameof(size), size, $"Unfold: axis {axis} of shape {Shape} has no window of this size.");
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        int count = (Shape.Lengths[axis] - size) / step + 1;
        int[] strides = [.. _strides, _strides[axis]];
        if (count > 1)
            strides[axis] *= step;
        return Window(Offset, new Shape([.. Shape.With(axis, count).Lengths, size]), strides);
    }

    /// <summary>The same elements in another shape as a view, or null when no strides can show them so.</summary>
    internal Tensor<T>? TryReshape(Shape shape)
    {
        if (IsContiguous)
            return Window(Offset, shape, shape.ContiguousStrides());
        return StridedReshape(shape) is { } strides ? Window(Offset, shape, strides) : null;
    }
}
