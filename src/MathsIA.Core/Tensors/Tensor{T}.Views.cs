namespace MathsIA;

public sealed partial class Tensor<T>
{
    /// <summary>A part of the tensor: one entry an axis, each an index, a range, a stepped range, a new axis or an ellipsis.</summary>
    /// <remarks>An index removes its axis, a range keeps it; axes not mentioned are kept whole. A view: nothing is copied.
    /// <example><code>
    /// x[1..3, ^1]                          // rows 1 and 2, last column: rank 1
    /// x[AxisSlice.Ellipsis, 0]             // first entry along the last axis
    /// x[AxisSlice.Step(.., -1)]            // rows in reverse order
    /// x[AxisSlice.NewAxis]                 // shape [1, ...]
    /// x[1..3] = y                          // copies y, broadcast, into rows 1 and 2
    /// </code></example></remarks>
    /// <param name="slices">What to take along each axis.</param>
    /// <returns>The part, as a view.</returns>
    /// <exception cref="ArgumentException">There are more entries than axes, or two ellipses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index or a range reaches outside its axis.</exception>
    public Tensor<T> this[params ReadOnlySpan<AxisSlice> slices]
    {
        get => AxisSlice.Apply(this, slices);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            value.CopyTo(AxisSlice.Apply(this, slices));
        }
    }

    /// <summary>The same elements in another shape, in row-major order.</summary>
    /// <remarks>A view when the strides allow it (always for contiguous data), otherwise a copy. One length may be -1: it is
    /// worked out from the others.</remarks>
    /// <param name="lengths">The new lengths, of which one may be -1.</param>
    /// <returns>The reshaped tensor.</returns>
    /// <exception cref="ShapeMismatchException">The number of elements would change.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is below -1, or two are -1.</exception>
    public Tensor<T> Reshape(params ReadOnlySpan<int> lengths)
    {
        Shape shape = ResolveReshape(lengths);
        return TryReshape(shape) ?? new Tensor<T>(ToArray(), shape);
    }

    /// <summary>All elements along one axis, in row-major order. A view when the strides allow it, otherwise a copy.</summary>
    /// <returns>A tensor of rank 1.</returns>
    public Tensor<T> Flatten() => Reshape(Length);

    /// <summary>The axes in reverse order; for a matrix, its transpose. A view.</summary>
    /// <returns>The transposed tensor.</returns>
    public Tensor<T> Transpose()
    {
        Span<int> order = stackalloc int[Rank];
        for (int i = 0; i < Rank; i++)
            order[i] = Rank - 1 - i;
        return Permute(order);
    }

    /// <summary>Two axes exchanged. A view.</summary>
    /// <param name="first">One axis; negative counts from the end.</param>
    /// <param name="second">The other.</param>
    /// <returns>The tensor with the two axes exchanged.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Transpose(int first, int second)
    {
        first = Shape.Axis(first, nameof(first));
        second = Shape.Axis(second, nameof(second));
        Span<int> order = stackalloc int[Rank];
        for (int i = 0; i < Rank; i++)
            order[i] = i == first ? second : i == second ? first : i;
        return Permute(order);
    }

    /// <summary>The axes in another order: axis <c>i</c> of the result is axis <c>order[i]</c> of this. A view.</summary>
    /// <param name="order">Every axis once; negative counts from the end.</param>
    /// <returns>The permuted tensor.</returns>
    /// <exception cref="ArgumentException">An axis is missing or repeated.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Permute(params ReadOnlySpan<int> order)
    {
        if (order.Length != Rank)
            throw new ArgumentException($"Permute: {order.Length} axes given for the shape {Shape}.", nameof(order));
        Span<int> lengths = stackalloc int[Rank];
        var strides = new int[Rank];
        Span<bool> seen = stackalloc bool[Rank];
        for (int i = 0; i < Rank; i++)
        {
            int axis = Shape.Axis(order[i], nameof(order));
            if (seen[axis])
                throw new ArgumentException($"Permute: axis {axis} of the shape {Shape} is repeated in [{string.Join(", ", order.ToArray())}].", nameof(order));
            seen[axis] = true;
            lengths[i] = Shape.Lengths[axis];
            strides[i] = _strides[axis];
        }

        return new Tensor<T>(_storage, Offset, new Shape(lengths), strides);
    }

    /// <summary>A new axis of length 1. A view.</summary>
    /// <param name="axis">Where the new axis stands in the result; negative counts from the end, so -1 makes it the last.</param>
    /// <returns>A tensor with one axis more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Tensor<T> Unsqueeze(int axis)
    {
        int place = axis < 0 ? axis + Rank + 1 : axis;
        if ((uint)place > (uint)Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Unsqueeze: the shape {Shape} has places -{Rank + 1} to {Rank}.");
        int[] strides = [.. _strides.AsSpan(0, place), 0, .. _strides.AsSpan(place)];
        return new Tensor<T>(_storage, Offset, Shape.Insert(place, 1), strides);
    }

    /// <summary>Every axis of length 1 removed. A view.</summary>
    /// <returns>A tensor without axes of length 1.</returns>
    public Tensor<T> Squeeze()
    {
        var lengths = new List<int>(Rank);
        var strides = new List<int>(Rank);
        for (int i = 0; i < Rank; i++)
        {
            if (Shape.Lengths[i] == 1)
                continue;
            lengths.Add(Shape.Lengths[i]);
            strides.Add(_strides[i]);
        }

        return new Tensor<T>(_storage, Offset, new Shape([.. lengths]), [.. strides]);
    }

    /// <summary>One axis of length 1 removed. A view.</summary>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A tensor with one axis fewer.</returns>
    /// <exception cref="ShapeMismatchException">The axis has another length than 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Squeeze(int axis)
    {
        axis = Shape.Axis(axis);
        if (Shape.Lengths[axis] != 1)
            throw new ShapeMismatchException(nameof(Squeeze), $"axis {axis} of the shape {Shape} has length {Shape.Lengths[axis]}, not 1.", nameof(axis));
        return new Tensor<T>(_storage, Offset, Shape.RemoveAt(axis), [.. _strides.AsSpan(0, axis), .. _strides.AsSpan(axis + 1)]);
    }

    /// <summary>The tensor stretched to a larger shape: an axis of length 1, or a missing leading axis, is repeated. A view.</summary>
    /// <param name="lengths">The lengths to stretch to.</param>
    /// <returns>A view that repeats elements and so cannot be written to.</returns>
    /// <exception cref="ShapeMismatchException">A length differs and is not 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative.</exception>
    public Tensor<T> BroadcastTo(params ReadOnlySpan<int> lengths)
    {
        var shape = new Shape(lengths);
        if (shape == Shape)
            return this;
        int lead = shape.Rank - Rank;
        if (lead < 0)
            throw new ShapeMismatchException(nameof(BroadcastTo), $"{Shape} has more axes than {shape}.", nameof(lengths));
        var strides = new int[shape.Rank];
        for (int i = 0; i < Rank; i++)
        {
            int from = Shape.Lengths[i], to = shape.Lengths[lead + i];
            if (from == to)
                strides[lead + i] = _strides[i];
            else if (from != 1)
                throw new ShapeMismatchException(nameof(BroadcastTo), $"{Shape} does not stretch to {shape}: axis {i} has length {from}, not {to} or 1.", nameof(lengths));
        }

        return new Tensor<T>(_storage, Offset, shape, strides);
    }

    /// <summary>A window of this one's memory whose place has been worked out and checked by the caller.</summary>
    internal Tensor<T> Window(int offset, Shape shape, int[] strides) => new(_storage, offset, shape, strides);

    private Shape ResolveReshape(ReadOnlySpan<int> lengths)
    {
        Span<int> resolved = lengths.Length <= Shape.MaxRank ? stackalloc int[lengths.Length] : new int[lengths.Length];
        lengths.CopyTo(resolved);
        int unknown = resolved.IndexOf(-1);
        if (unknown >= 0)
        {
            if (resolved[(unknown + 1)..].Contains(-1))
                throw new ArgumentOutOfRangeException(nameof(lengths), $"Reshape: more than one length of [{string.Join(", ", resolved.ToArray())}] is -1.");
            resolved[unknown] = 1;
            int known = new Shape(resolved).ElementCount;
            if (known == 0 || Length % known != 0)
                throw new ShapeMismatchException(nameof(Reshape), $"{Shape} has {Length} elements, which no length makes into [{string.Join(", ", lengths.ToArray())}].", nameof(lengths));
            resolved[unknown] = Length / known;
        }

        var shape = new Shape(resolved);
        return shape.ElementCount == Length
            ? shape
            : throw new ShapeMismatchException(nameof(Reshape), $"{Shape} has {Length} elements, {shape} would have {shape.ElementCount}.", nameof(lengths));
    }

    /// <summary>Strides that show the same elements in a new shape, or null when no strides can: each run of old axes that
    /// is contiguous in itself is cut anew.</summary>
    private int[]? StridedReshape(Shape shape)
    {
        var strides = new int[shape.Rank];
        int oldAxis = 0, newAxis = 0;
        while (oldAxis < Rank || newAxis < shape.Rank)
        {
            int oldStart = oldAxis, newStart = newAxis;
            long oldCount = oldAxis < Rank ? Shape.Lengths[oldAxis++] : 1;
            long newCount = newAxis < shape.Rank ? shape.Lengths[newAxis++] : 1;
            while (oldCount != newCount)
            {
                if (oldCount < newCount)
                    oldCount *= Shape.Lengths[oldAxis++];
                else
                    newCount *= shape.Lengths[newAxis++];
            }

            // Within the run the old axes must follow one another in memory; axes of length 1 put no condition.
            int step = 0, expected = 0;
            bool first = true;
            for (int i = oldAxis - 1; i >= oldStart; i--)
            {
                if (Shape.Lengths[i] == 1)
                    continue;
                if (first)
                    step = _strides[i];
                else if (_strides[i] != expected)
                    return null;
                first = false;
                expected = _strides[i] * Shape.Lengths[i];
            }

            for (int i = newAxis - 1; i >= newStart; i--)
            {
                strides[i] = step;
                step *= shape.Lengths[i];
            }
        }

        return strides;
    }
}
