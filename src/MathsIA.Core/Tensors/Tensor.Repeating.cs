namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Each entry along an axis repeated: <c>a a b b c c</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to repeat.</param>
    /// <param name="count">How many times, at least 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor, <paramref name="count"/> times as long along the axis.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, the count is negative, or the result would be too large.</exception>
    public static Tensor<T> Repeat<T>(this Tensor<T> x, int count, int axis) where T : unmanaged
    {
        Shape shape = RepeatedShape(x, count, ref axis);
        return RepeatInto(x, count, axis, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Repeat{T}(Tensor{T}, int, int)"/>
    /// <param name="x">The tensor to repeat.</param>
    /// <param name="count">How many times, at least 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the operand.</exception>
    public static Tensor<T> Repeat<T>(this Tensor<T> x, int count, int axis, Tensor<T> destination) where T : unmanaged
    {
        Shape shape = RepeatedShape(x, count, ref axis);
        Destination.RequireApart(nameof(Repeat), destination, shape, x);
        return RepeatInto(x, count, axis, destination);
    }

    /// <summary>Each entry along an axis repeated a number of times of its own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to repeat.</param>
    /// <param name="counts">How many times each, at least 0; as many as the axis is long.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor, as long along the axis as the counts add up to.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, a count is negative, or the result would be too large.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many counts as entries.</exception>
    public static Tensor<T> Repeat<T>(this Tensor<T> x, ReadOnlySpan<int> counts, int axis) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        if (counts.Length != x.Shape.Lengths[axis])
            throw new ShapeMismatchException(nameof(Repeat), $"{counts.Length} counts for the {x.Shape.Lengths[axis]} entries of axis {axis} of shape {x.Shape}.", nameof(counts));
        long total = 0;
        foreach (int count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            total += count;
        }

        // Checked as a shape before anything of that size is allocated.
        _ = x.Shape.With(axis, (int)Math.Min(total, int.MaxValue));
        var entries = new int[total];
        int at = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            entries.AsSpan(at, counts[i]).Fill(i);
            at += counts[i];
        }

        return Take(x, From(entries), axis);
    }

    /// <summary>The whole tensor repeated along each axis: <c>a b c a b c</c>.</summary>
    /// <remarks>With fewer numbers than axes, the first axes are not repeated; with more, the tensor gets new leading axes
    /// (NumPy's <c>tile</c>).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor to repeat.</param>
    /// <param name="counts">How many times along each axis, aligned at the last; each at least 0.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or the result would be too large.</exception>
    public static Tensor<T> Tile<T>(this Tensor<T> x, params ReadOnlySpan<int> counts) where T : unmanaged
    {
        Shape shape = TiledShape(x, counts);
        return TileInto(x, Uninitialized<T>(shape));
    }

    /// <inheritdoc cref="Tile{T}(Tensor{T}, ReadOnlySpan{int})"/>
    /// <param name="x">The tensor to repeat.</param>
    /// <param name="counts">How many times along each axis, aligned at the last; each at least 0.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operand.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps the operand.</exception>
    public static Tensor<T> Tile<T>(this Tensor<T> x, ReadOnlySpan<int> counts, Tensor<T> destination) where T : unmanaged
    {
        Shape shape = TiledShape(x, counts);
        Destination.RequireApart(nameof(Tile), destination, shape, x);
        return TileInto(x, destination);
    }

    private static Shape RepeatedShape<T>(Tensor<T> x, int count, ref int axis) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        axis = x.Shape.Axis(axis);
        return x.Shape.With(axis, RepeatedLength(nameof(Repeat), x.Shape, axis, count, nameof(count)));
    }

    private static Shape TiledShape<T>(Tensor<T> x, ReadOnlySpan<int> counts) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        int lead = Math.Max(0, counts.Length - x.Rank);
        int[] lengths = [.. new int[lead], .. x.Shape.Lengths];
        lengths.AsSpan(0, lead).Fill(1);
        var tiled = new Shape(lengths);
        for (int i = 1; i <= counts.Length; i++)
            lengths[^i] = RepeatedLength(nameof(Tile), tiled, tiled.Rank - i, counts[^i], nameof(counts));
        return new Shape(lengths);
    }

    private static int RepeatedLength(string operation, Shape shape, int axis, int count, string paramName)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count, paramName);
        long length = (long)shape.Lengths[axis] * count;
        return length <= Array.MaxLength
            ? (int)length
            : throw new ArgumentOutOfRangeException(paramName, count, $"{operation}: axis {axis} of shape {shape} would be longer than {Array.MaxLength}.");
    }

    private static Tensor<T> RepeatInto<T>(Tensor<T> x, int count, int axis, Tensor<T> destination) where T : unmanaged
    {
        // Seen as [.., length, count, ..], the destination is x broadcast. Cutting an axis in two never needs a copy.
        Shape cut = x.Shape.Insert(axis + 1, count);
        x.Unsqueeze(axis + 1).BroadcastTo(cut).CopyTo(SplitAxis(destination, axis, x.Shape.Lengths[axis], count));
        return destination;
    }

    private static Tensor<T> TileInto<T>(Tensor<T> x, Tensor<T> destination) where T : unmanaged
    {
        if (destination.IsEmpty)
            return destination;
        // Where an axis repeats, the destination seen as [.., count, length, ..] is x broadcast.
        int lead = destination.Rank - x.Rank;
        Tensor<T> source = x.BroadcastTo([.. Ones(lead), .. x.Shape.Lengths]), view = destination;
        for (int axis = destination.Rank - 1; axis >= 0; axis--)
        {
            int length = source.Shape.Lengths[axis], count = destination.Shape.Lengths[axis] / length;
            if (count == 1)
                continue;
            view = SplitAxis(view, axis, count, length);
            source = source.Unsqueeze(axis);
        }

        source.BroadcastTo(view.Shape).CopyTo(view);
        return destination;

        static int[] Ones(int count)
        {
            var ones = new int[count];
            ones.AsSpan().Fill(1);
            return ones;
        }
    }

    /// <summary>One axis seen as two. A view of any tensor.</summary>
    private static Tensor<T> SplitAxis<T>(Tensor<T> x, int axis, int outer, int inner) where T : unmanaged
    {
        int stride = x.Strides[axis];
        return x.Window(x.Offset, new Shape([.. x.Shape.Lengths[..axis], outer, inner, .. x.Shape.Lengths[(axis + 1)..]]),
            [.. x.Strides[..axis], inner == 0 ? 0 : stride * (outer > 1 ? inner : 1), stride, .. x.Strides[(axis + 1)..]]);
    }
}
