using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The k largest, or smallest, elements along one axis, the best first, and where they stand.</summary>
    /// <remarks>Of equals the one with the lower index comes first. NaNs are taken only when there are not enough numbers. O(n + k log k log(n/k))
    /// a row on shuffled data.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="count">How many, from 0 to the length of the axis.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="largest">Whether the largest are wanted.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>Two new tensors of the shape of <paramref name="x"/>, but with <paramref name="count"/> along the axis.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the count is negative or above its length.</exception>
    public static (Tensor<T> Values, Tensor<int> Indices) TopK<T>(this Tensor<T> x, int count, int axis = -1, bool largest = true, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        Shape shape = TopKShape(x, count, ref axis);
        Tensor<T> values = Uninitialized<T>(shape);
        Tensor<int> indices = Uninitialized<int>(shape);
        FillTopK(x, count, axis, largest, values, indices, context);
        return (values, indices);
    }

    /// <summary>The k largest, or smallest, elements along one axis, into two destinations.</summary>
    /// <remarks>As <see cref="TopK{T}(Tensor{T}, int, int, bool, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="count">How many, from 0 to the length of the axis.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="largest">Whether the largest are wanted.</param>
    /// <param name="values">Receives the elements.</param>
    /// <param name="indices">Receives their indices.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the count is negative or above its length.</exception>
    /// <exception cref="ArgumentException">A destination shares memory with the operand.</exception>
    /// <exception cref="ShapeMismatchException">A destination has another shape.</exception>
    public static void TopK<T>(this Tensor<T> x, int count, int axis, bool largest, Tensor<T> values, Tensor<int> indices, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        Shape shape = TopKShape(x, count, ref axis);
        Destination.RequireApart(nameof(TopK), values, shape, x);
        if (x is Tensor<int> operand)
            Destination.RequireApart(nameof(TopK), indices, shape, operand);
        else
            Destination.Require(nameof(TopK), indices, shape);
        if (values is Tensor<int> other)
            Destination.RequireApart(nameof(TopK), indices, shape, other);
        FillTopK(x, count, axis, largest, values, indices, context);
    }

    private static Shape TopKShape<T>(Tensor<T> x, int count, ref int axis) where T : unmanaged
    {
        axis = ResolveAxis(nameof(TopK), x, axis, anyNumber: true);
        if ((uint)count > (uint)x.Shape.Lengths[axis])
            throw new ArgumentOutOfRangeException(nameof(count), count, $"TopK: axis {axis} of the shape {x.Shape} has {x.Shape.Lengths[axis]} elements.");
        return x.Shape.With(axis, count);
    }

    private static unsafe void FillTopK<T>(Tensor<T> x, int count, int axis, bool largest, Tensor<T> values, Tensor<int> indices, ComputeContext? context)
        where T : unmanaged, INumber<T>
    {
        // Few of many are kept in a heap, a key for every eighth element at most; else the whole row is sorted.
        context = ReserveRows(nameof(TopK), x, axis, count <= x.Shape.Lengths[axis] / 8 ? 1 : 2 * sizeof(ulong) + 2 * sizeof(int), context);
        if (sizeof(T) <= sizeof(uint))
            RowMap.Run(x, axis, indices, new TopRow<T, uint>(count, largest), context);
        else
            RowMap.Run(x, axis, indices, new TopRow<T, ulong>(count, largest), context);
        if (indices.IsEmpty)
            return;
        AxisWalk outer = RowMap.Outer(x, axis), valuesOuter = RowMap.Outer(values, axis), indicesOuter = RowMap.Outer(indices, axis);
        fixed (T* source = x.Storage.Span, taken = values.Storage.Span)
        fixed (int* places = indices.Storage.Span)
        {
            for (int i = 0; i < outer.Length; i++)
            {
                T* row = source + x.Offset + outer.Place(i), value = taken + values.Offset + valuesOuter.Place(i);
                int* place = places + indices.Offset + indicesOuter.Place(i);
                for (int j = 0; j < count; j++)
                    value[(nint)j * values.Strides[axis]] = row[(nint)place[(nint)j * indices.Strides[axis]] * x.Strides[axis]];
            }
        }
    }
}
