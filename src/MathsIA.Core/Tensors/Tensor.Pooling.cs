using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static unsafe partial class Tensor
{
    /// <summary>The largest element of every window of every channel.</summary>
    /// <remarks>Along each axis the result has <c>⌊(length + p + p' - d (window - 1) - 1) / s⌋ + 1</c> elements. A NaN in a window is its result; a window
    /// of nothing but padding has -∞.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns]; may be strided.</param>
    /// <param name="window">The lengths of the window.</param>
    /// <param name="options">Stride, padding, dilation; <see cref="PoolingOptions.Default"/> if null.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor, [examples, channels, ...].</returns>
    /// <exception cref="ArgumentNullException">x is null.</exception>
    /// <exception cref="ShapeMismatchException">x has not 3 or 4 axes, or the window is longer than a padded axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">There are not as many numbers as spatial axes.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> MaxPool<T>(this Tensor<T> x, PerAxis window, PoolingOptions? options = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape shape = PoolingShape(nameof(MaxPool), x, window, options);
        return MaxPoolInto(shape, x, Uninitialized<T>(Pooling.Result(x.Shape, shape)), context);
    }

    /// <inheritdoc cref="MaxPool{T}(Tensor{T}, PerAxis, PoolingOptions, ComputeContext)"/>
    /// <param name="x">Images, [examples, channels, ...].</param>
    /// <param name="window">The lengths of the window.</param>
    /// <param name="options">Stride, padding, dilation; <see cref="PoolingOptions.Default"/> if null.</param>
    /// <param name="destination">Where to write; apart from the operand in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> MaxPool<T>(this Tensor<T> x, PerAxis window, PoolingOptions? options, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape shape = PoolingShape(nameof(MaxPool), x, window, options);
        Destination.RequireApart(nameof(MaxPool), destination, Pooling.Result(x.Shape, shape), x);
        if (destination.IsContiguous)
            return MaxPoolInto(shape, x, destination, context);
        x.MaxPool(window, options, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The largest element of every window, and where in its channel it stands.</summary>
    /// <remarks>Of equal elements the first in row-major order. The index is <c>row · columns + column</c> in the input's channel; -1 for a window of nothing but
    /// padding and -∞.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns]; may be strided.</param>
    /// <param name="window">The lengths of the window.</param>
    /// <param name="options">Stride, padding, dilation; <see cref="PoolingOptions.Default"/> if null.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The values and the indices, of one shape.</returns>
    /// <exception cref="ArgumentNullException">x is null.</exception>
    /// <exception cref="ShapeMismatchException">x has not 3 or 4 axes, or the window is longer than a padded axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or an option is out of its range.</exception>
    public static (Tensor<T> Values, Tensor<int> Indices) MaxPoolWithIndices<T>(this Tensor<T> x, PerAxis window, PoolingOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape shape = PoolingShape(nameof(MaxPoolWithIndices), x, window, options);
        Shape result = Pooling.Result(x.Shape, shape);
        Tensor<T> values = Uninitialized<T>(result), taps = Uninitialized<T>(result);
        Tensor<int> indices = Uninitialized<int>(result);
        using var dx = new DenseOperand<T>(x);
        using var dy = new DenseOperand<T>(values);
        using var dt = new DenseOperand<T>(taps);
        Pooling.Max(nameof(MaxPoolWithIndices), shape, dx.Data, dy.Data, dt.Data, context);
        Span<int> places = indices.AsSpan();
        for (int i = 0; i < places.Length; i++)
            places[i] = Pooling.Index(shape, i % shape.OutputPlane, dt.Data[i]);
        return (values, indices);
    }

    /// <summary>The mean of every window of every channel.</summary>
    /// <remarks>Padding counts as zeros, in the divisor too unless <see cref="PoolingOptions.CountPadding"/> is off.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns]; may be strided.</param>
    /// <param name="window">The lengths of the window.</param>
    /// <param name="options">Stride, padding, dilation, divisor; <see cref="PoolingOptions.Default"/> if null.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor, [examples, channels, ...].</returns>
    /// <exception cref="ArgumentNullException">x is null.</exception>
    /// <exception cref="ShapeMismatchException">x has not 3 or 4 axes, or the window is longer than a padded axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length or an option is out of its range.</exception>
    /// <exception cref="ArgumentException">There are not as many numbers as spatial axes.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> AveragePool<T>(this Tensor<T> x, PerAxis window, PoolingOptions? options = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape shape = PoolingShape(nameof(AveragePool), x, window, options);
        return AveragePoolInto(shape, x, options, Uninitialized<T>(Pooling.Result(x.Shape, shape)), context);
    }

    /// <inheritdoc cref="AveragePool{T}(Tensor{T}, PerAxis, PoolingOptions, ComputeContext)"/>
    /// <param name="x">Images, [examples, channels, ...].</param>
    /// <param name="window">The lengths of the window.</param>
    /// <param name="options">Stride, padding, dilation, divisor; <see cref="PoolingOptions.Default"/> if null.</param>
    /// <param name="destination">Where to write; apart from the operand in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> AveragePool<T>(this Tensor<T> x, PerAxis window, PoolingOptions? options, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ConvolutionShape shape = PoolingShape(nameof(AveragePool), x, window, options);
        Destination.RequireApart(nameof(AveragePool), destination, Pooling.Result(x.Shape, shape), x);
        if (destination.IsContiguous)
            return AveragePoolInto(shape, x, options, destination, context);
        x.AveragePool(window, options, context).CopyTo(destination);
        return destination;
    }

    private static Tensor<T> MaxPoolInto<T>(in ConvolutionShape shape, Tensor<T> x, Tensor<T> result, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var dx = new DenseOperand<T>(x);
        using var dy = new DenseOperand<T>(result);
        Pooling.Max(nameof(MaxPool), shape, dx.Data, dy.Data, null, context);
        return result;
    }

    private static Tensor<T> AveragePoolInto<T>(in ConvolutionShape shape, Tensor<T> x, PoolingOptions? options, Tensor<T> result, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var dx = new DenseOperand<T>(x);
        using var dy = new DenseOperand<T>(result);
        Pooling.Average(nameof(AveragePool), shape, (options ?? PoolingOptions.Default).CountPadding, dx.Data, dy.Data, context);
        return result;
    }

    private static ConvolutionShape PoolingShape<T>(string operation, Tensor<T> x, PerAxis window, PoolingOptions? options) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ConvolutionArgument.RequireElements<T>(operation);
        return Pooling.Shape(operation, x.Shape, window, options ?? PoolingOptions.Default);
    }
}
