using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A sum of products by Einstein's convention: labels name axes, and a label that is not in the output is summed over.</summary>
        /// <remarks>As <see cref="Tensor.Einsum{T}(string, ReadOnlySpan{Tensor{T}})"/>: ellipses, repeated labels (diagonals), implicit outputs.
        /// The derivative by one operand is again an Einstein summation.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="equation">The labels, such as <c>"ij,jk->ik"</c>.</param>
        /// <param name="operands">As many variables as the equation names.</param>
        /// <returns>The sum.</returns>
        /// <exception cref="ArgumentNullException">The equation is null.</exception>
        /// <exception cref="ArgumentException">The equation cannot be read, or does not fit the operands.</exception>
        /// <exception cref="ShapeMismatchException">A label has two lengths, neither of them 1.</exception>
        public static Variable<T> Einsum<T>(string equation, params ReadOnlySpan<Variable<T>> operands) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(equation);
            var ranks = new int[operands.Length];
            for (int k = 0; k < ranks.Length; k++)
                ranks[k] = operands[k].Rank;
            EinsumLabels labels = EinsumLabels.Read(equation, ranks);
            var plain = new Variable<T>[operands.Length];
            for (int k = 0; k < plain.Length; k++)
            {
                plain[k] = operands[k];
                labels = labels.WithoutRepetition(k, ref plain[k]);
            }

            return Interpreter.Apply(new Einsum<T>(labels), plain);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Einsum<T>(EinsumLabels labels) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Einsum);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            var lengths = new int[labels.Output.Length];
            for (int i = 0; i < lengths.Length; i++)
            {
                lengths[i] = 1;
                for (int k = 0; k < operands.Length; k++)
                {
                    int axis = labels.Inputs[k].IndexOf(labels.Output[i], StringComparison.Ordinal);
                    if (axis >= 0 && operands[k].Lengths[axis] != 1)
                        lengths[i] = operands[k].Lengths[axis];
                }
            }

            results[0] = new Shape(lengths);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            var tensors = new Tensor<T>[call.Count];
            for (int k = 0; k < tensors.Length; k++)
                tensors[k] = call.Operand(k);
            Tensor.Einsum(labels.Equation, tensors, call.Result(), call.Context);
        }

        public void Forward(in ForwardCall<T> call)
        {
            var operands = new Variable<T>[call.Count];
            for (int k = 0; k < operands.Length; k++)
            {
                if (!call.HasTangent(k))
                    continue;
                for (int j = 0; j < operands.Length; j++)
                    operands[j] = j == k ? call.Tangent(j) : call.Operand(j);
                call.Add(Interpreter.Apply(this, operands));
            }
        }

        public void Reverse(in ReverseCall<T> call)
        {
            for (int k = 0; k < call.Count; k++)
            {
                if (!call.Needs(k))
                    continue;
                var operands = new Variable<T>[call.Count];
                operands[0] = call.Cotangent();
                for (int j = 0, place = 1; j < call.Count; j++)
                {
                    if (j != k)
                        operands[place++] = call.Operand(j);
                }

                // A label that only this operand has was summed over: its cotangent is repeated along it.
                EinsumLabels reverse = labels.Reverse(k, out string present);
                Variable<T> g = Interpreter.Apply(new Einsum<T>(reverse), operands);
                Shape shape = call.OperandShape(k);
                var kept = new int[shape.Rank];
                for (int axis = 0, place = 0; axis < kept.Length; axis++)
                    kept[axis] = present.Contains(labels.Inputs[k][axis], StringComparison.Ordinal) ? g.Shape.Lengths[place++] : 1;
                g = g.Reshape(kept);
                call.Add(k, g.BroadcastTo(Shape.Broadcast(new Shape(kept), shape).Lengths));
            }
        }

        public void Batch(in BatchCall<T> call)
        {
            var batched = new bool[call.Count];
            var operands = new Variable<T>[call.Count];
            for (int k = 0; k < batched.Length; k++)
            {
                batched[k] = call.IsBatched(k);
                operands[k] = call.Operand(k);
            }

            call.Apply(new Einsum<T>(labels.Batched(batched)), operands);
        }
    }
}
