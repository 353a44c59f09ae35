using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Entries picked along an axis: the axis is replaced by the axes of <paramref name="indices"/>.</summary>
    /// <remarks><c>y[a.., i.., b..] = x[a.., indices[i..], b..]</c>, as NumPy's <c>take</c> and, for indices of rank 1,
    /// PyTorch's <c>index_select</c>. Looking up rows of a table of embeddings is <c>table.Take(tokens, 0)</c>. An index may be
    /// picked any number of times. Costs one copy of the result.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, of any shape, each from 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index is negative or too large.</exception>
    public static Tensor<T> Take<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Tensor<T> result = Uninitialized<T>(TakeShape(x, indices, ref axis));
        return TakeInto(x, indices, axis, result);
    }

    /// <inheritdoc cref="Take{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, of any shape, each from 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> Take<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Shape shape = TakeShape(x, indices, ref axis);
        Destination.RequireApart(nameof(Take), destination, shape, x);
        Indices.RequireApart(nameof(Take), destination, indices);
        return TakeInto(x, indices, axis, destination);
    }

    /// <summary>Entries picked along an axis by a list of indices.</summary>
    /// <inheritdoc cref="Take{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, each from 0.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    public static Tensor<T> Take<T>(this Tensor<T> x, ReadOnlySpan<int> indices, int axis) where T : unmanaged =>
        Take(x, CopyOf(indices, indices.Length), axis);

    /// <summary>Along an axis, the entry that each index asks for, the other coordinates being those of the index itself.</summary>
    /// <remarks>
    /// <para><c>y[i, j, k] = x[i, indices[i, j, k], k]</c> for axis 1. The result has the shape of the indices, which may be
    /// shorter than <paramref name="x"/> along the other axes (PyTorch's <c>gather</c>). To let the other axes broadcast
    /// instead, use <see cref="TakeAlongAxis{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>.</para>
    /// <para>The values at the indices that <c>ArgSort</c> or <c>TopK</c> return are gathered so.</para>
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor of the shape of the indices.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The ranks differ, or the indices are longer along another axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index is negative or too large.</exception>
    public static Tensor<T> Gather<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        RequireGather(nameof(Gather), x, indices, ref axis);
        return GatherInto(nameof(Gather), x, indices, axis, Uninitialized<T>(indices.Shape));
    }

    /// <inheritdoc cref="Gather{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write; of the shape of the indices, apart from the operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> Gather<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        RequireGather(nameof(Gather), x, indices, ref axis);
        Destination.RequireApart(nameof(Gather), destination, indices.Shape, x);
        Indices.RequireApart(nameof(Gather), destination, indices);
        return GatherInto(nameof(Gather), x, indices, axis, destination);
    }

    /// <summary>As <see cref="Gather{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>, the axes other than <paramref name="axis"/>
    /// broadcasting together (NumPy's <c>take_along_axis</c>).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TIndex">The type of the indices.</typeparam>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The ranks differ, or the other axes do not broadcast.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index is negative or too large.</exception>
    public static Tensor<T> TakeAlongAxis<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        (x, indices) = BroadcastAlong(x, indices, ref axis);
        return GatherInto(nameof(TakeAlongAxis), x, indices, axis, Uninitialized<T>(indices.Shape));
    }

    /// <inheritdoc cref="TakeAlongAxis{T, TIndex}(Tensor{T}, Tensor{TIndex}, int)"/>
    /// <param name="x">The tensor to pick from.</param>
    /// <param name="indices">The entries, each from 0; of the rank of <paramref name="x"/>.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from the operands.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> TakeAlongAxis<T, TIndex>(this Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        (x, indices) = BroadcastAlong(x, indices, ref axis);
        Destination.RequireApart(nameof(TakeAlongAxis), destination, indices.Shape, x);
        Indices.RequireApart(nameof(TakeAlongAxis), destination, indices);
        return GatherInto(nameof(TakeAlongAxis), x, indices, axis, destination);
    }

    private static Shape TakeShape<T, TIndex>(Tensor<T> x, Tensor<TIndex> indices, ref int axis) where T : unmanaged where TIndex : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        axis = x.Shape.Axis(axis);
        return new Shape([.. x.Shape.Lengths[..axis], .. indices.Shape.Lengths, .. x.Shape.Lengths[(axis + 1)..]]);
    }

    private static Tensor<T> TakeInto<T, TIndex>(Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Tensor<int> entries = Indices.Checked(nameof(Take), indices, x.Shape.Lengths[axis], $"axis {axis} of shape {x.Shape}");
        // Both operands seen over the whole result: x stands still along the index axes, the indices along all others.
        int before = axis, after = x.Rank - axis - 1;
        int[] source = [.. x.Strides[..axis], .. new int[entries.Rank], .. x.Strides[(axis + 1)..]];
        int[] index = [.. new int[before], .. entries.Strides, .. new int[after]];
        StridedGather.Run(x, source, x.Strides[axis], entries, index, destination);
        return destination;
    }

    private static void RequireGather<T, TIndex>(string operation, Tensor<T> x, Tensor<TIndex> indices, ref int axis) where T : unmanaged where TIndex : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        axis = x.Shape.Axis(axis);
        if (indices.Rank != x.Rank)
            throw new ShapeMismatchException(operation, $"x {x.Shape}, indices {indices.Shape}: the ranks differ.", nameof(indices));
        for (int i = 0; i < x.Rank; i++)
        {
            if (i != axis && indices.Shape.Lengths[i] > x.Shape.Lengths[i])
                throw new ShapeMismatchException(operation, $"x {x.Shape}, indices {indices.Shape}: the indices are longer along axis {i}.", nameof(indices));
        }
    }

    private static (Tensor<T> X, Tensor<TIndex> Indices) BroadcastAlong<T, TIndex>(Tensor<T> x, Tensor<TIndex> indices, ref int axis)
        where T : unmanaged where TIndex : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(indices);
        axis = x.Shape.Axis(axis);
        if (indices.Rank != x.Rank)
            throw new ShapeMismatchException(nameof(TakeAlongAxis), $"x {x.Shape}, indices {indices.Shape}: the ranks differ.", nameof(indices));
        Shape common = Shape.Broadcast(x.Shape.With(axis, 1), indices.Shape.With(axis, 1), nameof(TakeAlongAxis));
        return (x.BroadcastTo(common.With(axis, x.Shape.Lengths[axis])), indices.BroadcastTo(common.With(axis, indices.Shape.Lengths[axis])));
    }

    private static Tensor<T> GatherInto<T, TIndex>(string operation, Tensor<T> x, Tensor<TIndex> indices, int axis, Tensor<T> destination)
        where T : unmanaged where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        Tensor<int> entries = Indices.Checked(operation, indices, x.Shape.Lengths[axis], $"axis {axis} of shape {x.Shape}");
        int[] source = x.Strides.ToArray();
        source[axis] = 0;
        StridedGather.Run(x, source, x.Strides[axis], entries, entries.Strides.ToArray(), destination);
        return destination;
    }
}
