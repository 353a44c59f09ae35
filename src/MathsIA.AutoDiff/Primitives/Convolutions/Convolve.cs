using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The convolution of machine learning, in one or two dimensions; see <see cref="Tensor.Convolve{T}(Tensor{T}, Tensor{T}, Tensor{T}, ConvolutionOptions, ComputeContext)"/>.</summary>
        /// <remarks>Linear in the images and in the kernels. Its derivative by the images is a transposed convolution, that by the kernels a correlation
        /// of images with gradients; the three are each other's derivatives, so that they nest to any order.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns].</param>
        /// <param name="weight">Kernels, [output channels, channels / groups, taps] or [output channels, channels / groups, taps, taps].</param>
        /// <param name="options">Stride, padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
        /// <returns>The images, [examples, output channels, ...].</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not fit together, or a kernel is longer than the padded axis.</exception>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        public static Variable<T> Convolve<T>(this Variable<T> x, Variable<T> weight, ConvolutionOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new Convolve<T>(options ?? ConvolutionOptions.Default), x, weight);

        /// <summary>The convolution of machine learning plus a bias, added while the result is in the cache.</summary>
        /// <inheritdoc cref="Convolve{T}(Variable{T}, Variable{T}, ConvolutionOptions)"/>
        /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns].</param>
        /// <param name="weight">Kernels, [output channels, channels / groups, taps] or [output channels, channels / groups, taps, taps].</param>
        /// <param name="bias">One number an output channel.</param>
        /// <param name="options">Stride, padding, dilation, groups, algorithm; <see cref="ConvolutionOptions.Default"/> if null.</param>
        public static Variable<T> Convolve<T>(this Variable<T> x, Variable<T> weight, Variable<T> bias, ConvolutionOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new Convolve<T>(options ?? ConvolutionOptions.Default), x, weight, bias);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Images from images and kernels, and a bias if there is a third operand.</summary>
    internal sealed class Convolve<T>(ConvolutionOptions options) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Convolve);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            results[0] = ConvolutionArgument.Result(Name, operands[0], operands[1], options);
            if (operands.Length > 2)
                ConvolutionArgument.RequireBias(Name, operands[2], results[0].Lengths[1]);
        }

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).Convolve(call.Operand(1), call.Count > 2 ? call.Operand(2) : null, options, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
            if (call.HasTangent(1))
                call.Add(Interpreter.Apply(this, call.Operand(0), call.Tangent(1)));
            if (call.Count > 2 && call.HasTangent(2))
                call.Add(Images.Along(call.Tangent(2), call.Result().Rank));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> g = call.Cotangent();
            if (call.Needs(0))
                call.Add(0, Interpreter.Apply(new ConvolveTransposed<T>(Images.Fitting(options, call.OperandShape(0), call.OperandShape(1))), g, call.Operand(1)));
            if (call.Needs(1))
                call.Add(1, Interpreter.Apply(new CorrelateKernels<T>(options, call.OperandShape(1)), call.Operand(0), g));
            if (call.Count > 2 && call.Needs(2))
                call.Add(2, Images.SumOver(g));
        }

        public void Batch(in BatchCall<T> call)
        {
            Variable<T> y;
            if (call.IsBatched(1))
                y = Images.OutOfGroups(call.Size, Images.IntoGroups(call.Expanded(0)).Convolve(Images.Merged(call.Expanded(1)), options with { Groups = options.Groups * call.Size }));
            else if (call.IsBatched(0))
                y = Images.Unmerged(call.Size, Images.Merged(call.Operand(0)).Convolve(call.Operand(1), options));
            else
                y = call.Operand(0).Convolve(call.Operand(1), options);
            call.Set(call.Count > 2 ? Images.WithBias(call, y) : y);
        }
    }
}
