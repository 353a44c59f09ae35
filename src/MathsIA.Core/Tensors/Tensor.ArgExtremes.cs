using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The index of the largest element of all elements.</summary>
    /// <remarks>The first of equals. A NaN counts as the largest: the index of the first NaN is returned if there is one.
    /// Over several axes the index is that of the reduced axes flattened in row-major order. There is no largest of no
    /// elements: that throws.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no element to reduce.</exception>
    public static int ArgMax<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        ReduceWhole<T, int, IndexOfExtremumReduction<T, Largest<T>>>(nameof(ArgMax), x, new IndexOfExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The index of the largest element over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="ArgMax{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element.</exception>
    public static Tensor<int> ArgMax<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, int, IndexOfExtremumReduction<T, Largest<T>>>(nameof(ArgMax), x, axes, keepDimensions, new IndexOfExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The index of the largest element over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="ArgMax{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    public static Tensor<int> ArgMax<T>(this Tensor<T> x, Axes axes, Tensor<int> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, int, IndexOfExtremumReduction<T, Largest<T>>>(nameof(ArgMax), x, axes, destination, new IndexOfExtremumReduction<T, Largest<T>>(), context, needsElements: true);

    /// <summary>The index of the smallest element of all elements.</summary>
    /// <remarks>The first of equals. A NaN counts as the smallest: the index of the first NaN is returned if there is one.
    /// Over several axes the index is that of the reduced axes flattened in row-major order. There is no smallest of no
    /// elements: that throws.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>One number.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentException">There is no element to reduce.</exception>
    public static int ArgMin<T>(this Tensor<T> x, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        ReduceWhole<T, int, IndexOfExtremumReduction<T, Smallest<T>>>(nameof(ArgMin), x, new IndexOfExtremumReduction<T, Smallest<T>>(), context, needsElements: true);

    /// <summary>The index of the smallest element over some axes.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="ArgMin{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The tensor.</param>
    /// <param name="axes">The axes to reduce: one number, several as <c>[0, 2]</c>, or <see cref="Axes.All"/>.</param>
    /// <param name="keepDimensions">Whether a reduced axis stays, with length 1, or is dropped.</param>
    /// <param name="context">Threads; the default context when left out.</param>
    /// <returns>A new tensor with one element for each index of the other axes.</returns>
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice or has no element.</exception>
    public static Tensor<int> ArgMin<T>(this Tensor<T> x, Axes axes, bool keepDimensions = false, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, int, IndexOfExtremumReduction<T, Smallest<T>>>(nameof(ArgMin), x, axes, keepDimensions, new IndexOfExtremumReduction<T, Smallest<T>>(), context, needsElements: true);

    /// <summary>The index of the smallest element over some axes, into a destination.</summary>
    /// <remarks>Accuracy, order and special cases are those of <see cref="ArgMin{T}(Tensor{T}, ComputeContext?)"/>.</remarks>
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
    public static Tensor<int> ArgMin<T>(this Tensor<T> x, Axes axes, Tensor<int> destination, ComputeContext? context = null)
        where T : unmanaged, INumber<T> =>
        Reduce<T, int, IndexOfExtremumReduction<T, Smallest<T>>>(nameof(ArgMin), x, axes, destination, new IndexOfExtremumReduction<T, Smallest<T>>(), context, needsElements: true);
}
