using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Batch normalization in training: every channel by its own mean and variance over all other axes,
        /// <c>(x − mean) / √(variance + epsilon) · scale + shift</c>.</summary>
        /// <remarks>In reverse <c>x̄ = scale (g − mean(g) − x̂ mean(g x̂)) / √(variance + epsilon)</c>, with the sums for scale and shift in the
        /// same pass. The statistics are variables with derivatives of their own; give their values to
        /// <see cref="RunningMoments.Update{T}"/> for inference. A channel of equal elements gives the shift and a derivative of 0 (NaN for an
        /// epsilon of 0). Ioffe, Szegedy, Batch normalization, 2015.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, [examples, channels, ...] for the usual axis.</param>
        /// <param name="scale">One factor a channel.</param>
        /// <param name="shift">One term a channel.</param>
        /// <param name="epsilon">What is added to the variance; not negative.</param>
        /// <param name="channelAxis">The axis of the channels; negative counts from the end.</param>
        /// <returns>A variable of the same shape, and mean and population variance of every channel.</returns>
        /// <exception cref="ShapeMismatchException">Scale or shift is not a vector of one number a channel.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or epsilon is negative or not a number.</exception>
        public static (Variable<T> Result, Variable<T> Mean, Variable<T> Variance) BatchNormalize<T>(this Variable<T> x, Variable<T> scale, Variable<T> shift, double epsilon = 1e-5, int channelAxis = 1)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int axis = x.Shape.Axis(channelAxis, nameof(channelAxis));
            BatchNormalization<T>.RequireEpsilon(epsilon);
            Operands<Variable<T>> room = default;
            Span<Variable<T>> results = room[..3];
            Interpreter.Apply(new BatchNormalization<T>(axis, epsilon), [x, scale, shift], results);
            return (results[0], results[1], results[2]);
        }

        /// <summary>Batch normalization in inference: every channel by a mean and a variance that are given.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, [examples, channels, ...] for the usual axis.</param>
        /// <param name="mean">One mean a channel, such as a running average.</param>
        /// <param name="variance">One variance a channel.</param>
        /// <param name="scale">One factor a channel.</param>
        /// <param name="shift">One term a channel.</param>
        /// <param name="epsilon">What is added to the variance; not negative.</param>
        /// <param name="channelAxis">The axis of the channels; negative counts from the end.</param>
        /// <returns>A variable of the same shape.</returns>
        /// <exception cref="ShapeMismatchException">An operand is not a vector of one number a channel.</exception>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or epsilon is negative or not a number.</exception>
        public static Variable<T> BatchNormalize<T>(this Variable<T> x, Variable<T> mean, Variable<T> variance, Variable<T> scale, Variable<T> shift, double epsilon = 1e-5, int channelAxis = 1)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Shape shape = x.Shape;
            int axis = shape.Axis(channelAxis, nameof(channelAxis));
            BatchNormalization<T>.RequireEpsilon(epsilon);
            BatchNormalization<T>.RequireChannels(shape, axis, mean.Shape, nameof(mean));
            BatchNormalization<T>.RequireChannels(shape, axis, variance.Shape, nameof(variance));
            BatchNormalization<T>.RequireChannels(shape, axis, scale.Shape, nameof(scale));
            BatchNormalization<T>.RequireChannels(shape, axis, shift.Shape, nameof(shift));
            Variable<T> factor = (variance + T.CreateChecked(epsilon)).Rsqrt() * scale;
            int rank = shape.Rank;
            return (x - Channels.Along(mean, axis, rank)).MultiplyAdd(Channels.Along(factor, axis, rank), Channels.Along(shift, axis, rank));
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Operands: the variable, scale and shift. Results: the normalized variable, means and variances.</summary>
    internal sealed class BatchNormalization<T>(int axis, double epsilon) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const string Operation = nameof(Variable.BatchNormalize);

        public string Name => Operation;

        public static void RequireEpsilon(double epsilon)
        {
            if (!(epsilon >= 0))
                throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{Operation}: epsilon must not be negative.");
        }

        public static void RequireChannels(Shape shape, int axis, Shape operand, string name)
        {
            if (operand.Rank != 1 || operand[0] != shape.Lengths[axis])
                throw new ShapeMismatchException(Operation, $"the {name} has the shape {operand}, axis {axis} of {shape} wants [{shape.Lengths[axis]}].", name);
        }

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            RequireChannels(operands[0], axis, operands[1], "scale");
            RequireChannels(operands[0], axis, operands[2], "shift");
            results[0] = operands[0];
            results[1] = results[2] = operands[1];
        }

        public void Evaluate(in EvaluationCall<T> call) => MathsIA.Kernels.ChannelNormalization.Run(
            call.Operand(0), axis, epsilon, call.Operand(1).Contiguous(), call.Operand(2).Contiguous(), call.Result(), call.Result(1), call.Result(2), call.Context);

        public void Forward(in ForwardCall<T> call) => Composition.Forward(call, 3, Plain);

        public void Reverse(in ReverseCall<T> call)
        {
            Variable<T> x = call.Operand(0);
            if (call.HasCotangent(0))
            {
                Operands<Variable<T>> room = default;
                Span<Variable<T>> results = room[..3];
                Interpreter.Apply(new BatchNormalizationSlope<T>(axis, epsilon), [x, call.Cotangent(), call.Operand(1)], results);
                call.Add(0, results[0]);
                call.Add(1, results[1]);
                call.Add(2, results[2]);
            }

            if (!call.Needs(0))
                return;
            Shape shape = call.OperandShape(0);
            T share = T.One / T.CreateChecked(shape.ElementCount / Math.Max(1, shape.Lengths[axis]));
            if (call.HasCotangent(1))
                call.Add(0, (Channels.Along(call.Cotangent(1), axis, shape.Rank) * share).BroadcastTo(shape.Lengths));
            if (call.HasCotangent(2))
                call.Add(0, (x - Channels.Along(call.Result(1), axis, shape.Rank)) * (Channels.Along(call.Cotangent(2), axis, shape.Rank) * (share + share)));
        }

        public void Batch(in BatchCall<T> call) => Composition.Batch(call, 3, Plain);

        private Variable<T>[] Plain(IReadOnlyList<Variable<T>> operands)
        {
            Variable<T> x = operands[0];
            int rank = x.Rank;
            Axes others = Channels.Others(axis, rank);
            Variable<T> mean = x.Mean(others), deviation = x - Channels.Along(mean, axis, rank), variance = deviation.Square().Mean(others);
            Variable<T> factor = (variance + T.CreateChecked(epsilon)).Rsqrt() * operands[1];
            return [deviation * Channels.Along(factor, axis, rank) + Channels.Along(operands[2], axis, rank), mean, variance];
        }
    }
}
