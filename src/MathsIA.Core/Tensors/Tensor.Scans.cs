using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Running sums along one axis: element i is the sum of elements 0 to i.</summary>
    /// <remarks><c>float</c> runs in double precision and rounds each sum once; <c>double</c> carries its rounding errors along, so
    /// that errors do not grow with the length. Integers are checked. One pass; rows in parallel, a row on one thread.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="OverflowException">A sum of integers does not fit the element type.</exception>
    public static Tensor<T> CumulativeSum<T>(this Tensor<T> x, int axis = -1, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        AlongAxis<T, T, RunningSumRow<T>>(nameof(CumulativeSum), x, axis, default, context, anyNumber: true);

    /// <summary>Running sums along one axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>As <see cref="CumulativeSum{T}(Tensor{T}, int, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="OverflowException">A sum of integers does not fit the element type.</exception>
    public static Tensor<T> CumulativeSum<T>(this Tensor<T> x, int axis, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        AlongAxis(nameof(CumulativeSum), x, axis, destination, default(RunningSumRow<T>), context, anyNumber: true);

    /// <summary>Running products along one axis: element i is the product of elements 0 to i.</summary>
    /// <remarks>In floating point the exponent is kept apart: a product out of range does not spoil those after it that are back in
    /// range. Integers are checked.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="OverflowException">A product of integers does not fit the element type.</exception>
    public static Tensor<T> CumulativeProduct<T>(this Tensor<T> x, int axis = -1, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        AlongAxis<T, T, RunningProductRow<T>>(nameof(CumulativeProduct), x, axis, default, context, anyNumber: true);

    /// <summary>Running products along one axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>As <see cref="CumulativeProduct{T}(Tensor{T}, int, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="OverflowException">A product of integers does not fit the element type.</exception>
    public static Tensor<T> CumulativeProduct<T>(this Tensor<T> x, int axis, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        AlongAxis(nameof(CumulativeProduct), x, axis, destination, default(RunningProductRow<T>), context, anyNumber: true);
}
