using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The sum of all elements.</summary>
    /// <remarks>Zero for no elements. <c>float</c>: at most 16 · 2⁻²⁴ relative error for terms of one sign at any length,
    /// since partial sums of 16 terms are continued in double precision; <c>double</c>: at most 36 · 2⁻⁵³, as partial sums
    /// are compensated. The result overflows only where the exact sum does. NaN and opposed infinities give NaN. Integers are
    /// summed exactly. The elements are taken in row-major order whatever their layout, so views, threads and register widths
    /// do not change a bit.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="OverflowException">A sum of integers does not fit the element type: convert to <c>long</c>
    /// first.</exception>
    public static T Sum<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? ReduceWhole<T, T, SumReduction<T>>(nameof(Sum), x, new SumReduction<T>(mean: false), context)
            : ReduceWhole<T, T, IntegerSumReduction<T>>(nameof(Sum), x, new IntegerSumReduction<T>(), context);

    /// <summary>The sum over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Sum{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="OverflowException">A sum of integers does not fit the element type: convert to <c>long</c>
    /// first.</exception>
    public static Tensor<T> Sum<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? Reduce<T, T, SumReduction<T>>(nameof(Sum), x, axes, keepDimensions, new SumReduction<T>(mean: false), context)
            : Reduce<T, T, IntegerSumReduction<T>>(nameof(Sum), x, axes, keepDimensions, new IntegerSumReduction<T>(), context);

    /// <summary>The sum over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Sum{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    /// <exception cref="OverflowException">A sum of integers does not fit the element type: convert to <c>long</c>
    /// first.</exception>
    public static Tensor<T> Sum<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? Reduce<T, T, SumReduction<T>>(nameof(Sum), x, axes, destination, new SumReduction<T>(mean: false), context)
            : Reduce<T, T, IntegerSumReduction<T>>(nameof(Sum), x, axes, destination, new IntegerSumReduction<T>(), context);

    /// <summary>The mean of all elements.</summary>
    /// <remarks><c>Σ x / n</c>, rounded once from the sum; NaN for no elements. Accuracy, order and special cases as for
    /// <see cref="Sum{T}(Tensor{T}, ComputeContext?)"/>; it does not overflow when the sum would.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    public static T Mean<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Mean));
        return ReduceWhole<T, T, SumReduction<T>>(nameof(Mean), x, new SumReduction<T>(mean: true), context);
    }

    /// <summary>The mean over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Mean{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    public static Tensor<T> Mean<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Mean));
        return Reduce<T, T, SumReduction<T>>(nameof(Mean), x, axes, keepDimensions, new SumReduction<T>(mean: true), context);
    }

    /// <summary>The mean over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Mean{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    public static Tensor<T> Mean<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Mean));
        return Reduce<T, T, SumReduction<T>>(nameof(Mean), x, axes, destination, new SumReduction<T>(mean: true), context);
    }

    /// <summary>The product of all elements.</summary>
    /// <remarks>One for no elements. In floating point the exponent is kept apart, so the result overflows or underflows only
    /// where the exact product does; relative error at most n · 2⁻⁵³ before the last rounding. Products of integers are
    /// checked at each step.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="OverflowException">A product of integers, or a partial product, does not fit the element
    /// type.</exception>
    public static T Product<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? ReduceWhole<T, T, ProductReduction<T>>(nameof(Product), x, new ProductReduction<T>(), context)
            : ReduceWhole<T, T, IntegerProductReduction<T>>(nameof(Product), x, new IntegerProductReduction<T>(), context);

    /// <summary>The product over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Product{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="OverflowException">A product of integers, or a partial product, does not fit the element
    /// type.</exception>
    public static Tensor<T> Product<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? Reduce<T, T, ProductReduction<T>>(nameof(Product), x, axes, keepDimensions, new ProductReduction<T>(), context)
            : Reduce<T, T, IntegerProductReduction<T>>(nameof(Product), x, axes, keepDimensions, new IntegerProductReduction<T>(), context);

    /// <summary>The product over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Product{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    /// <exception cref="OverflowException">A product of integers, or a partial product, does not fit the element
    /// type.</exception>
    public static Tensor<T> Product<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        SortKey.IsFloating<T>()
            ? Reduce<T, T, ProductReduction<T>>(nameof(Product), x, axes, destination, new ProductReduction<T>(), context)
            : Reduce<T, T, IntegerProductReduction<T>>(nameof(Product), x, axes, destination, new IntegerProductReduction<T>(), context);
}
