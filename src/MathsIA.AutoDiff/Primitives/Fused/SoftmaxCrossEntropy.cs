using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The negative logarithm of the probability that a softmax gives to the right class, one number a row.</summary>
        /// <remarks><c>ln Σ_c eˣ_c − x_label</c>. Derivative <c>softmax(x) − onehot(label)</c>, in one pass over the logits; nothing of their size is
        /// kept for backward but the logits themselves.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="logits">Rows of unnormalized logarithms, [n, classes].</param>
        /// <param name="labels">The right class of each row, [n], from 0. They must not change before backward.</param>
        /// <returns>One loss a row, [n]: take its mean for a batch.</returns>
        /// <exception cref="ArgumentNullException">The labels are null.</exception>
        /// <exception cref="ShapeMismatchException">The shapes are not as above.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
        public static Variable<T> SoftmaxCrossEntropy<T>(this Variable<T> logits, Tensor<int> labels) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(labels);
            return Interpreter.Apply(new SoftmaxCrossEntropy<T>(labels), logits);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class SoftmaxCrossEntropy<T>(Tensor<int> labels) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.SoftmaxCrossEntropy);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            if (operands[0].Rank != 2 || labels.Rank != 1 || operands[0].Lengths[0] != labels.Length)
                throw new ShapeMismatchException(Name, $"logits {operands[0]} and labels {labels.Shape} are not rows of classes and one label a row.", nameof(labels));
            for (int i = 0; i < labels.Length; i++)
            {
                if ((uint)labels[i] >= (uint)operands[0].Lengths[1])
                    throw new ArgumentOutOfRangeException(nameof(labels), labels[i], $"{Name}: label {i} is not one of {operands[0].Lengths[1]} classes.");
            }

            results[0] = labels.Shape;
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> x = call.Operand(0), loss = call.Result();
            x.LogSumExp(-1, loss, call.Context);
            for (int i = 0; i < loss.Length; i++)
                loss[i] -= x[i, labels[i]];
        }

        public void Forward(in ForwardCall<T> call) => call.AddByComposition(Plain);

        public void Reverse(in ReverseCall<T> call) =>
            call.Add(0, Interpreter.Apply(new Slope(labels), call.Operand(0), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

        private Variable<T> Plain(IReadOnlyList<Variable<T>> x) => x[0].LogSumExp(-1) - x[0].Gather(labels.Unsqueeze(1), 1).Squeeze(1);

        /// <summary><c>g (softmax(x) − onehot)</c> in one pass; its own derivatives are those of this formula.</summary>
        private sealed class Slope(Tensor<int> labels) : IPrimitive<T>
        {
            public string Name => nameof(Variable.SoftmaxCrossEntropy);

            public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

            public void Evaluate(in EvaluationCall<T> call)
            {
                Tensor<T> result = call.Result(), g = call.Operand(1);
                call.Operand(0).Softmax(-1, result, call.Context);
                for (int i = 0; i < labels.Length; i++)
                    result[i, labels[i]] -= T.One;
                result.Multiply(g.Unsqueeze(1), result, call.Context);
            }

            public void Forward(in ForwardCall<T> call) => call.AddByComposition(Plain);

            public void Reverse(in ReverseCall<T> call) => call.AddByComposition(Plain);

            public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

            private Variable<T> Plain(IReadOnlyList<Variable<T>> x)
            {
                Variable<T> g = x[1].Unsqueeze(1);
                return (x[0].Softmax() * g).ScatterAdd(labels.Unsqueeze(1), -g, 1);
            }
        }
    }
}
