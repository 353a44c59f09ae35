using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The mean of every window; see <see cref="Tensor.AveragePool{T}(Tensor{T}, PerAxis, PoolingOptions, ComputeContext)"/>.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns].</param>
        /// <param name="window">The lengths of the window.</param>
        /// <param name="options">Stride, padding, dilation, divisor; <see cref="PoolingOptions.Default"/> if null.</param>
        /// <returns>The images, [examples, channels, ...].</returns>
        /// <exception cref="ShapeMismatchException">x has not 3 or 4 axes, or the window is longer than a padded axis.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A length or an option is out of its range.</exception>
        public static Variable<T> AveragePool<T>(this Variable<T> x, PerAxis window, PoolingOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Interpreter.Apply(new AveragePool<T>(new Windows(window, options ?? PoolingOptions.Default)), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>The mean of every window. Linear.</summary>
    internal sealed class AveragePool<T>(Windows windows) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.AveragePool);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = Pooling.Result(operands[0], windows.On(Name, operands[0]));

        public void Evaluate(in EvaluationCall<T> call) => call.Operand(0).AveragePool(windows.Size, windows.Options, call.Result(), call.Context);

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new SpreadOverWindows<T>(windows, call.OperandShape(0)), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Set(Images.Unmerged(call.Size, Interpreter.Apply(this, Images.Merged(call.Operand(0)))));
    }

    /// <summary>The transpose of <see cref="AveragePool{T}"/>: every value shared out among the elements of its window.</summary>
    internal sealed class SpreadOverWindows<T>(Windows windows, Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.AveragePool);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = shape;

        public unsafe void Evaluate(in EvaluationCall<T> call)
        {
            using var values = new DenseOperand<T>(call.Operand(0));
            using var x = new DenseOperand<T>(call.Result());
            Pooling.AverageTransposed(Name, windows.On(Name, shape), windows.Options.CountPadding, values.Data, x.Data, call.Context);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new AveragePool<T>(windows), call.Cotangent()));

        public void Batch(in BatchCall<T> call) =>
            call.Set(Images.Unmerged(call.Size, Interpreter.Apply(new SpreadOverWindows<T>(windows, shape.With(0, shape.Lengths[0] * call.Size)), Images.Merged(call.Operand(0)))));
    }
}
