using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A segment of a computation whose intermediate values are not kept for backward but computed again there.</summary>
        /// <remarks>Saves the memory of the segment for one more run of it. Value and gradient have the same bits as without, because the same
        /// operations run in the same order, and shares of a gradient are summed in the same order. Whatever a derivative is wanted of must be an operand: a variable that the function captures is
        /// a constant to it, and throws if a transform that is running is watching it.</remarks>
        /// <example><code>
        /// h = Variable.Checkpoint(x => x[0].Affine(x[1], x[2], Activation.Tanh), h, weight, bias);
        /// </code></example>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="segment">The segment; it must give the same value every time it runs.</param>
        /// <param name="operands">Its operands.</param>
        /// <returns>Its value.</returns>
        /// <exception cref="ArgumentNullException">The function is null.</exception>
        /// <exception cref="InvalidOperationException">The segment uses a watched variable that is not an operand.</exception>
        public static Variable<T> Checkpoint<T>(Func<IReadOnlyList<Variable<T>>, Variable<T>> segment, params ReadOnlySpan<Variable<T>> operands) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(segment);
            return Interpreter.Apply(new Checkpoint<T>(segment), operands);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Checkpoint<T>(Func<IReadOnlyList<Variable<T>>, Variable<T>> segment) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Checkpoint);

        // The segment checks its own shapes as it runs.
        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results.Clear();

        public void Evaluate(in EvaluationCall<T> call)
        {
            var operands = new Variable<T>[call.Count];
            for (int k = 0; k < operands.Length; k++)
                operands[k] = call.Constant(k);
            Variable<T> value = segment(operands);
            if (!value.IsConstant)
                throw new InvalidOperationException($"{Name}: the segment uses a variable that a transform is watching and that is not among its operands; its derivative would be lost. Pass it as an operand.");
            call.SetComputed(value);
        }

        // The tangent is a segment too: a tape around this derivative does not keep what it passes through.
        public void Forward(in ForwardCall<T> call)
        {
            int count = call.Count;
            var both = new Variable<T>[2 * count];
            for (int k = 0; k < count; k++)
            {
                both[k] = call.Operand(k);
                both[count + k] = call.HasTangent(k) ? call.Tangent(k) : Variable.Zeros<T>(both[k].Shape);
            }

            call.Add(Variable.Checkpoint(x => Differentiate.Jvp(segment, [.. x.Take(count)], [.. x.Skip(count)]).Tangent, both));
        }

        public void Reverse(in ReverseCall<T> call) => call.AddByRecomputation(segment);

        public void Batch(in BatchCall<T> call) => call.SetByComposition(segment);
    }
}
