using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The logarithm of the sum of exponentials of all elements.</summary>
    /// <remarks><c>log Σ exp(x) = m + log Σ exp(x - m)</c> with m the largest element, so no magnitude overflows. Minus
    /// infinity for no elements or when all are minus infinity; plus infinity if any element is; NaN if any element is
    /// NaN.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static T LogSumExp<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(LogSumExp));
        return ReduceWhole<T, T, LogSumExpReduction<T>>(nameof(LogSumExp), x, new LogSumExpReduction<T>(), context);
    }

    /// <summary>The logarithm of the sum of exponentials over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="LogSumExp{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LogSumExp<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(LogSumExp));
        return Reduce<T, T, LogSumExpReduction<T>>(nameof(LogSumExp), x, axes, keepDimensions, new LogSumExpReduction<T>(), context);
    }

    /// <summary>The logarithm of the sum of exponentials over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="LogSumExp{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> LogSumExp<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(LogSumExp));
        return Reduce<T, T, LogSumExpReduction<T>>(nameof(LogSumExp), x, axes, destination, new LogSumExpReduction<T>(), context);
    }
}
