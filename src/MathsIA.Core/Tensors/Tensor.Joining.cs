namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Tensors joined end to end along an existing axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="tensors">At least one; of the same shape but for the axis.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the result would be too large.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ along another axis.</exception>
    public static Tensor<T> Concatenate<T>(int axis, params ReadOnlySpan<Tensor<T>> tensors) where T : unmanaged
    {
        Shape shape = ConcatenatedShape(tensors, ref axis);
        return ConcatenateInto(axis, tensors, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Concatenate{T}(int, ReadOnlySpan{Tensor{T}})"/>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="tensors">At least one; of the same shape but for the axis.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from every operand.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> Concatenate<T>(int axis, ReadOnlySpan<Tensor<T>> tensors, Tensor<T> destination) where T : unmanaged
    {
        Shape shape = ConcatenatedShape(tensors, ref axis);
        foreach (Tensor<T> tensor in tensors)
            Destination.RequireApart(nameof(Concatenate), destination, shape, tensor);
        return ConcatenateInto(axis, tensors, destination);
    }

    /// <summary>Tensors of one shape stacked along a new axis.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="axis">Where the new axis stands in the result; negative counts from the end.</param>
    /// <param name="tensors">At least one; all of the same shape.</param>
    /// <returns>A new tensor with one axis more.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place, or the result would be too large.</exception>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public static Tensor<T> Stack<T>(int axis, params ReadOnlySpan<Tensor<T>> tensors) where T : unmanaged
    {
        Shape shape = StackedShape(tensors, ref axis);
        return StackInto(axis, tensors, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Stack{T}(int, ReadOnlySpan{Tensor{T}})"/>
    /// <param name="axis">Where the new axis stands in the result; negative counts from the end.</param>
    /// <param name="tensors">At least one; all of the same shape.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from every operand.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> Stack<T>(int axis, ReadOnlySpan<Tensor<T>> tensors, Tensor<T> destination) where T : unmanaged
    {
        Shape shape = StackedShape(tensors, ref axis);
        foreach (Tensor<T> tensor in tensors)
            Destination.RequireApart(nameof(Stack), destination, shape, tensor);
        return StackInto(axis, tensors, destination);
    }

    /// <summary>The entries along an axis, each as a tensor without it. Views: the inverse of <see cref="Stack{T}(int, ReadOnlySpan{Tensor{T}})"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to take apart.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>As many views as the axis is long.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<T>[] Unstack<T>(this Tensor<T> x, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        var parts = new Tensor<T>[x.Shape.Lengths[axis]];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = x.Select(axis, i);
        return parts;
    }

    /// <summary>The tensor cut along an axis into parts of equal length. Views.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to cut.</param>
    /// <param name="sections">How many parts, at least 1; must divide the length of the axis (see <see cref="Chunk"/> otherwise).</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the number of parts is below 1.</exception>
    /// <exception cref="ShapeMismatchException">The number of parts does not divide the length.</exception>
    public static Tensor<T>[] Split<T>(this Tensor<T> x, int sections, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        ArgumentOutOfRangeException.ThrowIfLessThan(sections, 1);
        if (x.Shape.Lengths[axis] % sections != 0)
            throw new ShapeMismatchException(nameof(Split), $"axis {axis} of shape {x.Shape} does not fall into {sections} equal parts.", nameof(sections));
        return Chunk(x, sections, axis);
    }

    /// <summary>The tensor cut along an axis into parts of given lengths. Views: the inverse of <see cref="Concatenate{T}(int, ReadOnlySpan{Tensor{T}})"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to cut.</param>
    /// <param name="lengths">The lengths of the parts, each at least 0; together the length of the axis.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>The parts, in order.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or a length is negative.</exception>
    /// <exception cref="ShapeMismatchException">The lengths do not add up to the axis.</exception>
    public static Tensor<T>[] Split<T>(this Tensor<T> x, ReadOnlySpan<int> lengths, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        long total = 0;
        foreach (int length in lengths)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(length, nameof(lengths));
            total += length;
        }

        if (total != x.Shape.Lengths[axis])
            throw new ShapeMismatchException(nameof(Split), $"the lengths [{string.Join(", ", lengths.ToArray())}] add up to {total}, axis {axis} of shape {x.Shape} has {x.Shape.Lengths[axis]}.", nameof(lengths));
        var parts = new Tensor<T>[lengths.Length];
        int start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            parts[i] = x.Narrow(axis, start, lengths[i]);
            start += lengths[i];
        }

        return parts;
    }

    /// <summary>The tensor cut along an axis into parts of lengths as equal as can be, the longer ones first. Views.</summary>
    /// <remarks>Always gives as many parts as asked for: when there are more than entries, the last ones are empty.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to cut.</param>
    /// <param name="chunks">How many parts, at least 1.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>The parts, in order; their lengths differ by at most one.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the number of parts is below 1.</exception>
    public static Tensor<T>[] Chunk<T>(this Tensor<T> x, int chunks, int axis = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        ArgumentOutOfRangeException.ThrowIfLessThan(chunks, 1);
        (int length, int longer) = Math.DivRem(x.Shape.Lengths[axis], chunks);
        var parts = new Tensor<T>[chunks];
        int start = 0;
        for (int i = 0; i < chunks; i++)
        {
            int count = i < longer ? length + 1 : length;
            parts[i] = x.Narrow(axis, start, count);
            start += count;
        }

        return parts;
    }

    private static Shape ConcatenatedShape<T>(ReadOnlySpan<Tensor<T>> tensors, ref int axis) where T : unmanaged
    {
        RequireSome(nameof(Concatenate), tensors);
        Shape first = tensors[0].Shape;
        axis = first.Axis(axis);
        long total = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            Shape shape = tensors[i].Shape;
            if (shape.Rank != first.Rank || shape.With(axis, 0) != first.With(axis, 0))
                throw new ShapeMismatchException(nameof(Concatenate), $"tensor 0 {first}, tensor {i} {shape}: they differ along another axis than {axis}.", nameof(tensors));
            total += shape.Lengths[axis];
        }

        if (total > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(tensors), total, $"Concatenate: axis {axis} would be longer than {Array.MaxLength}.");
        return first.With(axis, (int)total);
    }

    private static Shape StackedShape<T>(ReadOnlySpan<Tensor<T>> tensors, ref int axis) where T : unmanaged
    {
        RequireSome(nameof(Stack), tensors);
        Shape first = tensors[0].Shape;
        int place = axis < 0 ? axis + first.Rank + 1 : axis;
        if ((uint)place > (uint)first.Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"Stack: the shape {first} has places -{first.Rank + 1} to {first.Rank}.");
        axis = place;
        for (int i = 1; i < tensors.Length; i++)
        {
            if (tensors[i].Shape != first)
                throw new ShapeMismatchException(nameof(Stack), $"tensor 0 {first}, tensor {i} {tensors[i].Shape}: the shapes differ.", nameof(tensors));
        }

        return first.Insert(axis, tensors.Length);
    }

    private static void RequireSome<T>(string operation, ReadOnlySpan<Tensor<T>> tensors) where T : unmanaged
    {
        if (tensors.IsEmpty)
            throw new ArgumentException($"{operation}: there is no tensor.", nameof(tensors));
        foreach (Tensor<T> tensor in tensors)
            ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
    }

    private static Tensor<T> ConcatenateInto<T>(int axis, ReadOnlySpan<Tensor<T>> tensors, Tensor<T> destination) where T : unmanaged
    {
        int start = 0;
        foreach (Tensor<T> tensor in tensors)
        {
            int length = tensor.Shape.Lengths[axis];
            tensor.CopyTo(destination.Narrow(axis, start, length));
            start += length;
        }

        return destination;
    }

    private static Tensor<T> StackInto<T>(int axis, ReadOnlySpan<Tensor<T>> tensors, Tensor<T> destination) where T : unmanaged
    {
        for (int i = 0; i < tensors.Length; i++)
            tensors[i].CopyTo(destination.Select(axis, i));
        return destination;
    }
}
