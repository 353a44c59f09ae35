using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA;

public static unsafe partial class Tensor
{
    /// <summary>The convolution of machine learning, a cross-correlation, in one or two dimensions, plus a bias.</summary>
    /// <remarks>
    /// <para><c>y[n, k, i, j] = bias[k] + Σ x[n, c, i s + r d - p, j s + t d - p] w[k, c, r, t]</c> over the channels c of k's group and the taps r, t, with
    /// stride s, dilation d, padding p; what is outside x counts as 0. Along each axis the result has
    /// <c>⌊(length + p + p' - d (taps - 1) - 1) / s⌋ + 1</c> elements.</para>
    /// <para>Costs <c>2 n k c taps</c> operations an output place, a quarter of it by <see cref="ConvolutionAlgorithm.Winograd"/>. The image is copied once with its
    /// padding, a few rows at a time; nothing grows with the number of taps. The bits of an example depend neither on the others in the batch nor on
    /// the threads.</para>
    /// </remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns]; may be strided.</param>
    /// <param name="weight">Kernels, [output channels, channels / groups, taps] or [output channels, channels / groups, taps, taps].</param>
    /// <param name="bias">One number an output channel, or null for none.</param>
    /// <param name="options">Stride, padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor, [examples, output channels, ...].</returns>
    /// <exception cref="ArgumentNullException">x or the weight is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit together, or a kernel is longer than the padded axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">An option has not as many numbers as there are spatial axes.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> Convolve<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, ConvolutionOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Uninitialized<T>(ConvolutionResult(x, weight, bias, options));
        ConvolveInto(x, weight, bias, options, result, context);
        return result;
    }

    /// <inheritdoc cref="Convolve{T}(Tensor{T}, Tensor{T}, Tensor{T}, ConvolutionOptions, ComputeContext)"/>
    /// <param name="x">Images, [examples, channels, ...].</param>
    /// <param name="weight">Kernels, [output channels, channels / groups, ...].</param>
    /// <param name="bias">One number an output channel, or null for none.</param>
    /// <param name="options">Stride, padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
    /// <param name="destination">Where to write; apart from the operands in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> Convolve<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = ConvolutionResult(x, weight, bias, options);
        RequireApart(nameof(Convolve), destination, shape, x, weight, bias);
        if (destination.IsContiguous)
            ConvolveInto(x, weight, bias, options, destination, context);
        else
            x.Convolve(weight, bias, options, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The transposed convolution: what a convolution's derivative by its input is, used to enlarge images, plus a bias.</summary>
    /// <remarks>
    /// <para><c>y[n, c, i s + r d - p, j s + t d - p] += x[n, k, i, j] w[k, c, r, t]</c>, starting from the bias; what would be written outside y is dropped. Along
    /// each axis the result has <c>(length - 1) s - p - p' + d (taps - 1) + 1 + output padding</c> elements. For each remainder of the place by the
    /// stride it is a convolution with the taps that meet it, so that no zeros are multiplied.</para>
    /// </remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns]; may be strided.</param>
    /// <param name="weight">Kernels, [channels, output channels / groups, taps] or [channels, output channels / groups, taps, taps].</param>
    /// <param name="bias">One number an output channel, or null for none.</param>
    /// <param name="options">Stride, padding, output padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor, [examples, output channels, ...].</returns>
    /// <exception cref="ArgumentNullException">x or the weight is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes do not fit together, or the padding takes more than there is.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">An option has not as many numbers as there are spatial axes.</exception>
    /// <exception cref="NotSupportedException">The element type is neither <c>float</c> nor <c>double</c>.</exception>
    public static Tensor<T> ConvolveTransposed<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias = null, ConvolutionOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Uninitialized<T>(TransposedResult(x, weight, bias, options));
        TransposedInto(nameof(ConvolveTransposed), x, weight, bias, options, result, context);
        return result;
    }

    /// <inheritdoc cref="ConvolveTransposed{T}(Tensor{T}, Tensor{T}, Tensor{T}, ConvolutionOptions, ComputeContext)"/>
    /// <param name="x">Images, [examples, channels, ...].</param>
    /// <param name="weight">Kernels, [channels, output channels / groups, ...].</param>
    /// <param name="bias">One number an output channel, or null for none.</param>
    /// <param name="options">Stride, padding, output padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
    /// <param name="destination">Where to write; apart from the operands in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> ConvolveTransposed<T>(this Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = TransposedResult(x, weight, bias, options);
        RequireApart(nameof(ConvolveTransposed), destination, shape, x, weight, bias);
        if (destination.IsContiguous)
            TransposedInto(nameof(ConvolveTransposed), x, weight, bias, options, destination, context);
        else
            x.ConvolveTransposed(weight, bias, options, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The derivative of <see cref="Convolve{T}(Tensor{T}, Tensor{T}, Tensor{T}, ConvolutionOptions, ComputeContext)"/> by its input: the transposed convolution of the output's gradient.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="gradient">The gradient by the output, of the output's shape.</param>
    /// <param name="weight">The kernels of the convolution.</param>
    /// <param name="inputShape">The shape of the convolution's input.</param>
    /// <param name="options">The options of the convolution; the output padding is not looked at.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor of the input's shape.</returns>
    /// <exception cref="ArgumentNullException">The gradient or the weight is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes are not those of one convolution.</exception>
    public static Tensor<T> ConvolutionInputGradient<T>(Tensor<T> gradient, Tensor<T> weight, Shape inputShape, ConvolutionOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireGradient(nameof(ConvolutionInputGradient), gradient, inputShape, weight?.Shape, options, nameof(inputShape), nameof(weight));
        Tensor<T> result = Uninitialized<T>(inputShape);
        TransposedInto(nameof(ConvolutionInputGradient), gradient, weight!, null, options, result, context);
        return result;
    }

    /// <inheritdoc cref="ConvolutionInputGradient{T}(Tensor{T}, Tensor{T}, Shape, ConvolutionOptions, ComputeContext)"/>
    /// <param name="gradient">The gradient by the output, of the output's shape.</param>
    /// <param name="weight">The kernels of the convolution.</param>
    /// <param name="options">The options of the convolution; the output padding is not looked at.</param>
    /// <param name="destination">Where to write, of the shape of the convolution's input; apart from the operands in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> ConvolutionInputGradient<T>(Tensor<T> gradient, Tensor<T> weight, ConvolutionOptions? options, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireGradient(nameof(ConvolutionInputGradient), gradient, destination.Shape, weight?.Shape, options, nameof(destination), nameof(weight));
        RequireApart(nameof(ConvolutionInputGradient), destination, destination.Shape, gradient, weight!, null);
        if (destination.IsContiguous)
            TransposedInto(nameof(ConvolutionInputGradient), gradient, weight!, null, options, destination, context);
        else
            ConvolutionInputGradient(gradient, weight!, destination.Shape, options, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The derivative of <see cref="Convolve{T}(Tensor{T}, Tensor{T}, Tensor{T}, ConvolutionOptions, ComputeContext)"/> by its kernels: the correlation of its input with the output's gradient.</summary>
    /// <remarks>Partial sums over parts of the batch, cut by the shape, are added in order.</remarks>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="x">The input of the convolution.</param>
    /// <param name="gradient">The gradient by the output, of the output's shape.</param>
    /// <param name="weightShape">The shape of the kernels.</param>
    /// <param name="options">The options of the convolution; the output padding is not looked at.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor of the kernels' shape.</returns>
    /// <exception cref="ArgumentNullException">The input or the gradient is null.</exception>
    /// <exception cref="ShapeMismatchException">The shapes are not those of one convolution.</exception>
    public static Tensor<T> ConvolutionWeightGradient<T>(Tensor<T> x, Tensor<T> gradient, Shape weightShape, ConvolutionOptions? options = null, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireGradient(nameof(ConvolutionWeightGradient), gradient, x?.Shape, weightShape, options, nameof(x), nameof(weightShape));
        Tensor<T> result = Uninitialized<T>(weightShape);
        WeightGradientInto(x!, gradient, options, result, context);
        return result;
    }

    /// <inheritdoc cref="ConvolutionWeightGradient{T}(Tensor{T}, Tensor{T}, Shape, ConvolutionOptions, ComputeContext)"/>
    /// <param name="x">The input of the convolution.</param>
    /// <param name="gradient">The gradient by the output, of the output's shape.</param>
    /// <param name="options">The options of the convolution; the output padding is not looked at.</param>
    /// <param name="destination">Where to write, of the shape of the kernels; apart from the operands in memory.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    public static Tensor<T> ConvolutionWeightGradient<T>(Tensor<T> x, Tensor<T> gradient, ConvolutionOptions? options, Tensor<T> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(destination);
        RequireGradient(nameof(ConvolutionWeightGradient), gradient, x?.Shape, destination.Shape, options, nameof(x), nameof(destination));
        RequireApart(nameof(ConvolutionWeightGradient), destination, destination.Shape, x!, gradient, null);
        if (destination.IsContiguous)
            WeightGradientInto(x!, gradient, options, destination, context);
        else
            ConvolutionWeightGradient(x!, gradient, destination.Shape, options, context).CopyTo(destination);
        return destination;
    }

    private static void ConvolveInto<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options, Tensor<T> result, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= ConvolutionOptions.Default;
        ConvolutionShape shape = ConvolutionArgument.Of(nameof(Convolve), x.Shape, weight.Shape, options);
        using var dx = new DenseOperand<T>(x);
        using var dw = new DenseOperand<T>(weight);
        using var db = new DenseOperand<T>(bias);
        using var dy = new DenseOperand<T>(result);
        Convolution.Forward(nameof(Convolve), shape, options.Algorithm, dx.Data, dw.Data, db.Data, dy.Data, context);
    }

    private static void TransposedInto<T>(string operation, Tensor<T> y, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options, Tensor<T> result, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= ConvolutionOptions.Default;
        ConvolutionShape shape = ConvolutionArgument.Of(operation, result.Shape, weight.Shape, options);
        using var dy = new DenseOperand<T>(y);
        using var dw = new DenseOperand<T>(weight);
        using var db = new DenseOperand<T>(bias);
        using var dx = new DenseOperand<T>(result);
        Convolution.Transposed(operation, shape, options.Algorithm, dy.Data, dw.Data, db.Data, dx.Data, context);
    }

    private static void WeightGradientInto<T>(Tensor<T> x, Tensor<T> gradient, ConvolutionOptions? options, Tensor<T> result, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= ConvolutionOptions.Default;
        ConvolutionShape shape = ConvolutionArgument.Of(nameof(ConvolutionWeightGradient), x.Shape, result.Shape, options);
        using var dx = new DenseOperand<T>(x);
        using var dy = new DenseOperand<T>(gradient);
        using var dw = new DenseOperand<T>(result);
        Convolution.WeightGradient(nameof(ConvolutionWeightGradient), shape, options.Algorithm, dx.Data, dy.Data, dw.Data, context);
    }

    private static Shape ConvolutionResult<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ConvolutionArgument.RequireElements<T>(nameof(Convolve));
        Shape result = ConvolutionArgument.Result(nameof(Convolve), x.Shape, weight.Shape, options ?? ConvolutionOptions.Default);
        ConvolutionArgument.RequireBias(nameof(Convolve), bias?.Shape, result.Lengths[1]);
        return result;
    }

    private static Shape TransposedResult<T>(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, ConvolutionOptions? options) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        ConvolutionArgument.RequireElements<T>(nameof(ConvolveTransposed));
        Shape result = ConvolutionArgument.TransposedResult(nameof(ConvolveTransposed), x.Shape, weight.Shape, options ?? ConvolutionOptions.Default);
        ConvolutionArgument.RequireBias(nameof(ConvolveTransposed), bias?.Shape, result.Lengths[1]);
        return result;
    }

    private static void RequireGradient<T>(string operation, Tensor<T> gradient, Shape? input, Shape? weight, ConvolutionOptions? options, string inputName, string weightName) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(gradient);
        Shape x = input ?? throw new ArgumentNullException(inputName), w = weight ?? throw new ArgumentNullException(weightName);
        ConvolutionArgument.RequireElements<T>(operation);
        ConvolutionArgument.RequireOutput(operation, x, w, gradient.Shape, options ?? ConvolutionOptions.Default, nameof(gradient), inputName, weightName);
    }

    private static void RequireApart<T>(string operation, Tensor<T> destination, Shape shape, Tensor<T> first, Tensor<T> second, Tensor<T>? third) where T : unmanaged
    {
        Destination.RequireApart(operation, destination, shape, first);
        Destination.RequireApart(operation, destination, shape, second);
        if (third is not null)
            Destination.RequireApart(operation, destination, shape, third);
    }
}
