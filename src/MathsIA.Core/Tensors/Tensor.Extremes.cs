using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The largest element of all elements.</summary>
    /// <remarks>NaN if any element is NaN; -0 counts as below +0. There is no largest of no elements: that throws.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no element to reduce.</exception>
    public static T Max<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        ReduceWhole<T, T, ExtremumReduction<T, Largest<T>>>(nameof(Max), x, new ExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The largest element over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Max{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element.</exception>
    public static Tensor<T> Max<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, T, ExtremumReduction<T, Largest<T>>>(nameof(Max), x, axes, keepDimensions, new ExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The largest element over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Max{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element, or the destination partly overlaps the
    /// operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static Tensor<T> Max<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, T, ExtremumReduction<T, Largest<T>>>(nameof(Max), x, axes, destination, new ExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The smallest element of all elements.</summary>
    /// <remarks>NaN if any element is NaN; -0 counts as below +0. There is no smallest of no elements: that throws.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no element to reduce.</exception>
    public static T Min<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        ReduceWhole<T, T, ExtremumReduction<T, Smallest<T>>>(nameof(Min), x, new ExtremumReduction<T, Smallest<T>>(), context, needsElements: true);

    /// <summary>The smallest element over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Min{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element.</exception>
    public static Tensor<T> Min<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, T, ExtremumReduction<T, Smallest<T>>>(nameof(Min), x, axes, keepDimensions, new ExtremumReduction<T, Smallest<T>>(), context, needsElements: true);

    /// <summary>The smallest element over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="Min{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce.</param>
    /// <param name="destination">Receives the result; the reduced axes are dropped from its shape, or all kept with length
    /// 1.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element, or the destination partly overlaps the
    /// operand.</exception>
    /// <exception cref="ShapeMismatchException">The destination has another shape.</exception>
    public static Tensor<T> Min<T>(this Tensor<T> x, Axes axes, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, T, ExtremumReduction<T, Smallest<T>>>(nameof(Min), x, axes, destination, new ExtremumReduction<T, Smallest<T>>(), context, needsElements: true);
}
