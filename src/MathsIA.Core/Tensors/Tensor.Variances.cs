using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The variance of all elements.</summary>
    /// <remarks><c>Σ (x - mean)² / (n - correction)</c>, in two passes: the mean, then the squared distances, with what
    /// rounding the mean moved taken off (Chan, Golub, LeVeque 1983). Never negative; exact zero for equal elements. NaN when
    /// the count does not exceed the correction, or any element is not finite.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    public static T Variance<T>(this Tensor<T> x, double correction = 0, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Variance));
        RequireCorrection(nameof(Variance), correction);
        return ReduceWhole<T, T, VarianceReduction<T>>(nameof(Variance), x, new VarianceReduction<T>(correction, root: false), context);
    }

    /// <summary>The variance over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="Variance{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor<T> Variance<T>(this Tensor<T> x, Axes axes, double correction = 0, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Variance));
        RequireCorrection(nameof(Variance), correction);
        return Reduce<T, T, VarianceReduction<T>>(nameof(Variance), x, axes, keepDimensions, new VarianceReduction<T>(correction, root: false), context);
    }

    /// <summary>The variance over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="Variance{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor<T> Variance<T>(this Tensor<T> x, Axes axes, double correction, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(Variance));
        RequireCorrection(nameof(Variance), correction);
        return Reduce<T, T, VarianceReduction<T>>(nameof(Variance), x, axes, destination, new VarianceReduction<T>(correction, root: false), context);
    }

    /// <summary>The standard deviation of all elements.</summary>
    /// <remarks><c>√(Σ (x - mean)² / (n - correction))</c>, as <see cref="Variance{T}(Tensor{T}, double, ComputeContext?)"/>,
    /// but it does not overflow when the variance would.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    public static T StandardDeviation<T>(this Tensor<T> x, double correction = 0, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(StandardDeviation));
        RequireCorrection(nameof(StandardDeviation), correction);
        return ReduceWhole<T, T, VarianceReduction<T>>(nameof(StandardDeviation), x, new VarianceReduction<T>(correction, root: true), context);
    }

    /// <summary>The standard deviation over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="StandardDeviation{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor<T> StandardDeviation<T>(this Tensor<T> x, Axes axes, double correction = 0, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(StandardDeviation));
        RequireCorrection(nameof(StandardDeviation), correction);
        return Reduce<T, T, VarianceReduction<T>>(nameof(StandardDeviation), x, axes, keepDimensions, new VarianceReduction<T>(correction, root: true), context);
    }

    /// <summary>The standard deviation over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of
    /// <see cref="StandardDeviation{T}(Tensor{T}, double, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="correction">What is taken from the count: 0 for the population's value, 1 for the unbiased estimate from
    /// a sample.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, or the destination partly overlaps the operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The elements are neither <c>float</c> nor <c>double</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The correction is NaN.</exception>
    [OverloadResolutionPriority(1)]
    public static Tensor<T> StandardDeviation<T>(this Tensor<T> x, Axes axes, double correction, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireFloatOrDouble<T>(nameof(StandardDeviation));
        RequireCorrection(nameof(StandardDeviation), correction);
        return Reduce<T, T, VarianceReduction<T>>(nameof(StandardDeviation), x, axes, destination, new VarianceReduction<T>(correction, root: true), context);
    }

    private static void RequireCorrection(string operation, double correction)
    {
        if (double.IsNaN(correction))
            throw new ArgumentOutOfRangeException(nameof(correction), correction, $"{operation}: the correction must be a number.");
    }
}
