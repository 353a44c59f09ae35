using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The negative logarithm of the probability that a softmax gives to the right class, one number a row.</summary>
        /// <remarks><c>ln Σ_c eˣ_c − (1 − s) x_label − s mean_c(x_c)</c> with the label smoothing <c>s</c>. Derivative
        /// <c>softmax(x) − (1 − s) onehot(label) − s / classes</c>, in one pass over the logits; nothing of their size is kept for backward but
        /// the logits themselves. Logits of any magnitude are right; one of −∞ is a class that is ruled out.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="logits">Rows of unnormalized logarithms, [..., classes].</param>
        /// <param name="labels">The right class of each row, [...], from 0. They must not change before backward.</param>
        /// <param name="options">Smoothing, a label to ignore, and the reduction; one loss a row if null.</param>
        /// <returns>One loss a row, [...], or their sum or mean.</returns>
        /// <exception cref="ArgumentNullException">The labels are null.</exception>
        /// <exception cref="ShapeMismatchException">The shapes are not as above.</exception>
        /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
        public static Variable<T> SoftmaxCrossEntropy<T>(this Variable<T> logits, Tensor<int> labels, CrossEntropyOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(labels);
            options ??= CrossEntropyOptions.Default;
            Shape shape = logits.Shape;
            if (shape.Rank == 0 || labels.Shape != new Shape(shape.Lengths[..^1]))
                throw new ShapeMismatchException(nameof(SoftmaxCrossEntropy), $"logits {shape} and labels {labels.Shape} are not rows of classes and one label a row.", nameof(labels));
            Ids.Require(nameof(SoftmaxCrossEntropy), labels, shape[-1], options.IgnoredLabel, nameof(labels));
            Variable<T> rows = shape.Rank == 2 ? logits : logits.Reshape(labels.Length, shape[-1]);
            Variable<T> losses = Interpreter.Apply(new SoftmaxCrossEntropy<T>(labels.Flatten(), options.LabelSmoothing, options.IgnoredLabel), rows);
            if (options.Reduction == LossReduction.None)
                return shape.Rank == 2 ? losses : losses.Reshape(labels.Shape.Lengths);
            return options.Reduction == LossReduction.Sum ? losses.Sum() : losses.Sum() * (T.One / T.CreateChecked(Math.Max(1, Counted(labels, options.IgnoredLabel))));
        }

        private static int Counted(Tensor<int> labels, int? ignored)
        {
            int count = labels.Length;
            if (ignored is not { } label)
                return count;
            foreach (int other in labels)
                count -= other == label ? 1 : 0;
            return count;
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class SoftmaxCrossEntropy<T>(Tensor<int> labels, double smoothing, int? ignored) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _onLabel = T.CreateChecked(1 - smoothing);

        public string Name => nameof(Variable.SoftmaxCrossEntropy);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = labels.Shape;

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> x = call.Operand(0), loss = call.Result();
            x.LogSumExp(-1, loss, call.Context);
            Tensor<T>? means = smoothing > 0 ? x.Mean(-1, context: call.Context) : null;
            T spread = T.CreateChecked(smoothing);
            for (int i = 0; i < loss.Length; i++)
            {
                if (labels[i] == ignored)
                    loss[i] = T.Zero;
                else
                    loss[i] -= means is null ? x[i, labels[i]] : _onLabel * x[i, labels[i]] + spread * means[i];
            }
        }

        public void Forward(in ForwardCall<T> call) => call.AddByComposition(Plain);

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(new Slope(this), call.Operand(0), call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

        private Variable<T> Plain(IReadOnlyList<Variable<T>> x)
        {
            Variable<T> picked = x[0].Gather(Places(), 1).Squeeze(1);
            if (smoothing > 0)
                picked = picked * _onLabel + x[0].Mean(-1) * T.CreateChecked(smoothing);
            Variable<T> loss = x[0].LogSumExp(-1) - picked;
            return ignored is null ? loss : Counts().Where(loss, T.Zero);
        }

        /// <summary>The labels as a column, with any class for those that are ignored.</summary>
        private Tensor<int> Places() => (ignored is null ? labels : IsCounted().Where(labels, Tensor.Scalar(0))).Unsqueeze(1);

        private Tensor<bool> IsCounted() => labels.NotEqual(Tensor.Scalar(ignored!.Value));

        private Variable<T> Counts() => IsCounted().Where<T>(T.One, T.Zero);

        /// <summary><c>g (softmax(x) − target)</c>; its own derivatives are those of this formula.</summary>
        private sealed class Slope(SoftmaxCrossEntropy<T> loss) : IPrimitive<T>
        {
            private readonly Tensor<int> _labels = loss.Labels;

            public string Name => nameof(Variable.SoftmaxCrossEntropy);

            public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

            public void Evaluate(in EvaluationCall<T> call)
            {
                Tensor<T> result = call.Result(), g = call.Operand(1);
                call.Operand(0).Softmax(-1, result, call.Context);
                if (loss.Smoothing > 0)
                    result.Add(-T.CreateChecked(loss.Smoothing / result.Shape[1]), result, call.Context);
                for (int i = 0; i < _labels.Length; i++)
                {
                    if (_labels[i] != loss.Ignored)
                        result[i, _labels[i]] -= loss._onLabel;
                }

                result.Multiply(g.Unsqueeze(1), result, call.Context);
                for (int i = 0; loss.Ignored is not null && i < _labels.Length; i++)
                {
                    if (_labels[i] == loss.Ignored)
                        result[(AxisSlice)i].Fill(T.Zero);
                }
            }

            public void Forward(in ForwardCall<T> call) => call.AddByComposition(Plain);

            public void Reverse(in ReverseCall<T> call) => call.AddByComposition(Plain);

            public void Batch(in BatchCall<T> call) => call.SetByComposition(Plain);

            private Variable<T> Plain(IReadOnlyList<Variable<T>> x)
            {
                Variable<T> g = x[1].Unsqueeze(1), result = x[0].Softmax() * g;
                if (loss.Smoothing > 0)
                    result -= g * T.CreateChecked(loss.Smoothing / x[0].Shape[1]);
                result = result.ScatterAdd(loss.Places(), g * -loss._onLabel, 1);
                return loss.Ignored is null ? result : loss.Counts().Unsqueeze(1).Where(result, T.Zero);
            }
        }

        private Tensor<int> Labels => labels;

        private double Smoothing => smoothing;

        private int? Ignored => ignored;
    }
}
