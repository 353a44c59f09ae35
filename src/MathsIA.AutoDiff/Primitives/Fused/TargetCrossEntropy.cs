using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The cross entropy of a softmax against targets that are distributions, such as another model's: <c>−Σ_c t_c ln softmax(x)_c</c>.</summary>
        /// <remarks>Derivatives <c>softmax(x) Σ t − t</c> and <c>−ln softmax(x)</c>. A class with a target of 0 adds nothing, even where its logit is
        /// −∞. The logarithms are kept for backward. Nothing is assumed of the targets; usually a row of them adds up to 1.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="logits">Rows of unnormalized logarithms, [..., classes].</param>
        /// <param name="targets">The weights of the classes, of the same shape.</param>
        /// <param name="options">Smoothing and the reduction (a mean is over all rows); one loss a row if null.</param>
        /// <returns>One loss a row, [...], or their sum or mean.</returns>
        /// <exception cref="ShapeMismatchException">The shapes differ or have no axis.</exception>
        /// <exception cref="ArgumentException">The options name a label to ignore, which rows of targets do not have.</exception>
        public static Variable<T> SoftmaxCrossEntropy<T>(this Variable<T> logits, Variable<T> targets, CrossEntropyOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            options ??= CrossEntropyOptions.Default;
            Shape shape = logits.Shape;
            if (shape.Rank == 0 || targets.Shape != shape)
                throw new ShapeMismatchException(nameof(SoftmaxCrossEntropy), $"logits {shape} and targets {targets.Shape} have to be rows of as many classes.", nameof(targets));
            if (options.IgnoredLabel is not null)
                throw new ArgumentException("SoftmaxCrossEntropy: targets that are distributions have no label to ignore; give such rows a target of zeros.", nameof(options));
            if (options.LabelSmoothing > 0)
                targets = targets * T.CreateChecked(1 - options.LabelSmoothing) + T.CreateChecked(options.LabelSmoothing / shape[-1]);
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..2];
            Interpreter.Apply(TargetCrossEntropy<T>.Plain, [logits, targets], results);
            return options.Reduction switch
            {
                LossReduction.Sum => results[0].Sum(),
                LossReduction.Mean => results[0].Sum() * (T.One / T.CreateChecked(Math.Max(1, results[0].Length))),
                _ => results[0],
            };
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Operands: logits and targets. Results: the losses, and the logarithms of the softmax.</summary>
    internal sealed class TargetCrossEntropy<T> : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly TargetCrossEntropy<T> Plain = new();

        public string Name => nameof(Variable.SoftmaxCrossEntropy);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            results[0] = new Shape(operands[0].Lengths[..^1]);
            results[1] = operands[0];
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            Tensor<T> logarithms = call.Result(1);
            call.Operand(0).LogSoftmax(-1, logarithms, call.Context);
            ReadOnlySpan<T> targets = call.Operand(1).Contiguous().AsSpan(), logs = logarithms.AsSpan();
            Span<T> losses = call.Result().AsSpan();
            int classes = logarithms.Shape[-1];
            for (int i = 0, at = 0; i < losses.Length; i++)
            {
                double sum = 0;
                for (int c = 0; c < classes; c++, at++)
                    sum -= targets[at] == T.Zero ? 0 : double.CreateTruncating(targets[at]) * double.CreateTruncating(logs[at]);
                losses[i] = T.CreateTruncating(sum);
            }
        }

        public void Forward(in ForwardCall<T> call)
        {
            Variable<T> logarithms = call.Result(1);
            if (call.HasTangent(0))
            {
                Variable<T> tangent = call.Tangent(0), moved = tangent - (logarithms.Exp() * tangent).Sum(-1, keepDimensions: true);
                call.Add(-(call.Operand(1) * moved).Sum(-1));
                call.Add(moved, 1);
            }

            if (call.HasTangent(1))
                call.Add(-(call.Tangent(1) * logarithms).Sum(-1));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> logarithms = call.Result(1);
            if (call.Needs(0))
            {
                Variable<T> onLogarithms = call.HasCotangent(1) ? call.Cotangent(1) : default;
                if (call.HasCotangent(0))
                {
                    Variable<T> share = -(call.Operand(1) * call.Cotangent().Unsqueeze(-1));
                    onLogarithms = onLogarithms.IsNone ? share : onLogarithms + share;
                }

                call.Add(0, onLogarithms - logarithms.Exp() * onLogarithms.Sum(-1, keepDimensions: true));
            }

            if (call.Needs(1) && call.HasCotangent(0))
                call.Add(1, -(logarithms * call.Cotangent().Unsqueeze(-1)));
        }

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Expanded(0), call.Expanded(1));
    }
}
