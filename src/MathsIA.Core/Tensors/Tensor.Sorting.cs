using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The elements sorted along one axis.</summary>
    /// <remarks>NaNs come last in either direction; -0 stands before +0. Linear in the number of elements (radix sort).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static unsafe Tensor<T> Sort<T>(this Tensor<T> x, int axis = -1, bool descending = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        sizeof(T) <= sizeof(uint)
            ? AlongAxis<T, T, SortRow<T, uint>>(nameof(Sort), x, axis, new SortRow<T, uint>(descending), ReserveRows(nameof(Sort), x, axis, 2 * sizeof(uint), context), anyNumber: true)
            : AlongAxis<T, T, SortRow<T, ulong>>(nameof(Sort), x, axis, new SortRow<T, ulong>(descending), ReserveRows(nameof(Sort), x, axis, 2 * sizeof(ulong), context), anyNumber: true);

    /// <summary>The elements sorted along one axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>As <see cref="Sort{T}(Tensor{T}, int, bool, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static unsafe Tensor<T> Sort<T>(this Tensor<T> x, int axis, bool descending, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        sizeof(T) <= sizeof(uint)
            ? AlongAxis(nameof(Sort), x, axis, destination, new SortRow<T, uint>(descending), ReserveRows(nameof(Sort), x, axis, 2 * sizeof(uint), context), anyNumber: true)
            : AlongAxis(nameof(Sort), x, axis, destination, new SortRow<T, ulong>(descending), ReserveRows(nameof(Sort), x, axis, 2 * sizeof(ulong), context), anyNumber: true);

    /// <summary>The order that sorts each row along one axis: element k of the result is the index of the k-th in order.</summary>
    /// <remarks>Always stable: equal elements, among them the two zeros, and NaNs stay in their order. NaNs come last in either
    /// direction.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static unsafe Tensor<int> ArgSort<T>(this Tensor<T> x, int axis = -1, bool descending = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        sizeof(T) <= sizeof(uint)
            ? AlongAxis<T, int, SortOrderRow<T, uint>>(nameof(ArgSort), x, axis, new SortOrderRow<T, uint>(descending), ReserveRows(nameof(ArgSort), x, axis, 2 * sizeof(uint) + sizeof(int), context), anyNumber: true)
            : AlongAxis<T, int, SortOrderRow<T, ulong>>(nameof(ArgSort), x, axis, new SortOrderRow<T, ulong>(descending), ReserveRows(nameof(ArgSort), x, axis, 2 * sizeof(ulong) + sizeof(int), context), anyNumber: true);

    /// <summary>The order that sorts each row along one axis, into a destination.</summary>
    /// <remarks>As <see cref="ArgSort{T}(Tensor{T}, int, bool, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="descending">Whether the largest comes first.</param>
    /// <param name="destination">Receives the indices; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination shares memory with the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static unsafe Tensor<int> ArgSort<T>(this Tensor<T> x, int axis, bool descending, Tensor<int> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        // Indices are written while numbers are still to be read.
        if (x is Tensor<int> operand)
            Destination.RequireApart(nameof(ArgSort), destination, x.Shape, operand);
        return sizeof(T) <= sizeof(uint)
            ? AlongAxis(nameof(ArgSort), x, axis, destination, new SortOrderRow<T, uint>(descending), ReserveRows(nameof(ArgSort), x, axis, 2 * sizeof(uint) + sizeof(int), context), anyNumber: true)
            : AlongAxis(nameof(ArgSort), x, axis, destination, new SortOrderRow<T, ulong>(descending), ReserveRows(nameof(ArgSort), x, axis, 2 * sizeof(ulong) + sizeof(int), context), anyNumber: true);
    }

    /// <summary>Asks for the workspace of rows that are worked on one by one by each thread.</summary>
    private static ComputeContext ReserveRows<T>(string operation, Tensor<T> x, int axis, int bytesPerElement, ComputeContext? context) where T : unmanaged
    {
        axis = ResolveAxis(operation, x, axis, anyNumber: true);
        int length = x.Shape.Lengths[axis];
        return Workspace.ReserveEach(operation, (long)length * bytesPerElement, length == 0 ? 1 : x.Length / length, context);
    }
}
