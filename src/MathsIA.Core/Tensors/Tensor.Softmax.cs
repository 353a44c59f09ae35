using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>Softmax along one axis: <c>exp(x) / Σ exp(x)</c>.</summary>
    /// <remarks>The largest element is taken off first, so no magnitude overflows: softmax of [1000, 1000, 999] is
    /// [0.4223, 0.4223, 0.1554]. An element of minus infinity gets 0. A row that is all minus infinity, or that holds plus infinity
    /// or NaN, has no softmax: it is NaN throughout.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis that sums to one; negative counts from the end.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> Softmax<T>(this Tensor<T> x, int axis = -1, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AlongAxis<T, T, SoftmaxRow<T>>(nameof(Softmax), x, axis, default, context);

    /// <summary>Softmax along one axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>Special cases are those of <see cref="Softmax{T}(Tensor{T}, int, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis that sums to one; negative counts from the end.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> Softmax<T>(this Tensor<T> x, int axis, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AlongAxis(nameof(Softmax), x, axis, destination, default(SoftmaxRow<T>), context);

    /// <summary>The logarithm of softmax along one axis: <c>x - log Σ exp(x)</c>.</summary>
    /// <remarks>Exact where softmax itself underflows. An element of minus infinity keeps it. A row that is all minus infinity, or that
    /// holds plus infinity or NaN, is NaN throughout, or minus infinity where the operand is.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis whose exponentials sum to one; negative counts from the end.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LogSoftmax<T>(this Tensor<T> x, int axis = -1, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AlongAxis<T, T, LogSoftmaxRow<T>>(nameof(LogSoftmax), x, axis, default, context);

    /// <summary>The logarithm of softmax along one axis, into a destination, which may be the operand itself.</summary>
    /// <remarks>Special cases are those of <see cref="LogSoftmax{T}(Tensor{T}, int, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axis">The axis whose exponentials sum to one; negative counts from the end.</param>
    /// <param name="destination">Receives the result; of the same shape.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LogSoftmax<T>(this Tensor<T> x, int axis, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        AlongAxis(nameof(LogSoftmax), x, axis, destination, default(LogSoftmaxRow<T>), context);
}
