using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The largest element of every window; see <see cref="Tensor.MaxPool{T}(Tensor{T}, PerAxis, PoolingOptions, ComputeContext)"/>.</summary>
        /// <remarks>The derivative goes to the largest element, of equal ones to the first in row-major order; to none for a window of nothing but padding and -∞.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">Images, [examples, channels, length] or [examples, channels, rows, columns].</param>
        /// <param name="window">The lengths of the window.</param>
        /// <param name="options">Stride, padding, dilation; <see cref="PoolingOptions.Default"/> if null.</param>
        /// <returns>The images, [examples, channels, ...].</returns>
        /// <exception cref="ShapeMismatchException">x has not 3 or 4 axes, or the window is longer than a padded axis.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A length or an option is out of its range.</exception>
        public static Variable<T> MaxPool<T>(this Variable<T> x, PerAxis window, PoolingOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..2];
            Interpreter.Apply(new MaxPool<T>(new Windows(window, options ?? PoolingOptions.Default)), [x], results);
            return results[0];
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>How windows lie on images.</summary>
    internal sealed record Windows(PerAxis Size, PoolingOptions Options)
    {
        public ConvolutionShape On(string operation, Shape x) => Pooling.Shape(operation, x, Size, Options);
    }

    /// <summary>The largest of every window, and, for the derivative, its number in the window.</summary>
    internal sealed class MaxPool<T>(Windows windows) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.MaxPool);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) =>
            results[0] = results[1] = Pooling.Result(operands[0], windows.On(Name, operands[0]));

        public unsafe void Evaluate(in EvaluationCall<T> call)
        {
            using var x = new DenseOperand<T>(call.Operand(0));
            using var values = new DenseOperand<T>(call.Result());
            using var numbers = new DenseOperand<T>(call.Result(1));
            Pooling.Max(Name, windows.On(Name, call.Operand(0).Shape), x.Data, values.Data, numbers.Data, call.Context);
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(new PickFromWindows<T>(windows), call.Tangent(0), call.Result(1)));

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.HasCotangent(0))
                call.Add(0, Interpreter.Apply(new PutIntoWindows<T>(windows, call.OperandShape(0)), call.Cotangent(), call.Result(1)));
        }

        public void Batch(in BatchCall<T> call)
        {
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..2];
            Interpreter.Apply(this, [Images.Merged(call.Operand(0))], results);
            call.Set(Images.Unmerged(call.Size, results[0]));
            call.Set(Images.Unmerged(call.Size, results[1]), 1);
        }
    }

    /// <summary>The element of every window that a number names. The operands are the images and the numbers.</summary>
    internal sealed class PickFromWindows<T>(Windows windows) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.MaxPool);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[1];

        public unsafe void Evaluate(in EvaluationCall<T> call)
        {
            using var x = new DenseOperand<T>(call.Operand(0));
            using var numbers = new DenseOperand<T>(call.Operand(1));
            using var values = new DenseOperand<T>(call.Result());
            Pooling.Take(windows.On(Name, call.Operand(0).Shape), x.Data, numbers.Data, values.Data, call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(0))
                call.Add(0, Interpreter.Apply(new PutIntoWindows<T>(windows, call.OperandShape(0)), call.Cotangent(), call.Operand(1)));
        }

        public void Batch(in BatchCall<T> call) =>
            call.Set(Images.Unmerged(call.Size, Interpreter.Apply(this, Images.Merged(call.Expanded(0)), Images.Merged(call.Expanded(1)))));
    }

    /// <summary>Zeros with every value added to the element of its window that a number names: the reverse of <see cref="PickFromWindows{T}"/>, whose reverse it is.</summary>
    internal sealed class PutIntoWindows<T>(Windows windows, Shape shape) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.MaxPool);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = shape;

        public unsafe void Evaluate(in EvaluationCall<T> call)
        {
            using var values = new DenseOperand<T>(call.Operand(0));
            using var numbers = new DenseOperand<T>(call.Operand(1));
            using var x = new DenseOperand<T>(call.Result());
            Pooling.Put(windows.On(Name, shape), values.Data, numbers.Data, x.Data, call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            if (call.HasTangent(0))
                call.Add(Interpreter.Apply(this, call.Tangent(0), call.Operand(1)));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            if (call.Needs(0))
                call.Add(0, Interpreter.Apply(new PickFromWindows<T>(windows), call.Cotangent(), call.Operand(1)));
        }

        public void Batch(in BatchCall<T> call) =>
            call.Set(Images.Unmerged(call.Size, Interpreter.Apply(new PutIntoWindows<T>(windows, shape.With(0, shape.Lengths[0] * call.Size)), Images.Merged(call.Expanded(0)), Images.Merged(call.Expanded(1)))));
    }
}
