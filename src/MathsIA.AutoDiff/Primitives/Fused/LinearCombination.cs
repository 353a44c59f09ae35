using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary><c>Σ w_k x_k</c>, a sum of variables of one shape with fixed weights, in one pass.</summary>
        /// <remarks>What every step of a Runge-Kutta method is made of. Linear, so that each share of a derivative is the derivative times its weight.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="weights">One number a variable.</param>
        /// <param name="variables">At least one, all of the same shape.</param>
        /// <returns>The sum, in the order of the variables.</returns>
        /// <exception cref="ArgumentException">There is no variable, or not one weight for each.</exception>
        /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
        public static Variable<T> LinearCombination<T>(ReadOnlySpan<T> weights, params ReadOnlySpan<Variable<T>> variables) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            if (variables.IsEmpty)
                throw new ArgumentException("LinearCombination: there is nothing to sum.", nameof(variables));
            return weights.Length == variables.Length
                ? Interpreter.Apply(new LinearCombination<T>(weights.ToArray()), variables)
                : throw new ArgumentException($"LinearCombination: {weights.Length} weights for {variables.Length} variables.", nameof(weights));
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class LinearCombination<T>(T[] weights) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>Elements summed at a time: short enough for the sum to stay in the nearest cache.</summary>
        private const int Block = 2048;

        public string Name => nameof(Variable.LinearCombination);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            for (int k = 1; k < operands.Length; k++)
            {
                if (operands[k] != operands[0])
                    throw new ShapeMismatchException(Name, $"variable {k} has the shape {operands[k]}, the first {operands[0]}.", "variables");
            }

            results[0] = operands[0];
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            var operands = new Tensor<T>[weights.Length];
            for (int k = 0; k < operands.Length; k++)
                operands[k] = call.Operand(k).Contiguous();
            Span<T> sum = call.Result().AsSpan();
            for (int start = 0; start < sum.Length; start += Block)
            {
                Span<T> part = sum.Slice(start, Math.Min(Block, sum.Length - start));
                for (int k = 0; k < weights.Length; k++)
                {
                    ReadOnlySpan<T> x = operands[k].AsSpan().Slice(start, part.Length);
                    if (k == 0)
                        TensorPrimitives.Multiply(x, weights[0], part);
                    else
                        TensorPrimitives.MultiplyAdd(x, weights[k], part, part);
                }
            }
        }

        public void Forward(in ForwardCall<T> call)
        {
            var moving = new List<Variable<T>>();
            var factors = new List<T>();
            for (int k = 0; k < weights.Length; k++)
            {
                if (!call.HasTangent(k))
                    continue;
                moving.Add(call.Tangent(k));
                factors.Add(weights[k]);
            }

            call.Add(Variable.LinearCombination<T>([.. factors], [.. moving]));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            for (int k = 0; k < weights.Length; k++)
            {
                if (call.Needs(k))
                    call.Add(k, weights[k] == T.One ? call.Cotangent() : call.Cotangent() * weights[k]);
            }
        }

        public void Batch(in BatchCall<T> call)
        {
            var operands = new Variable<T>[weights.Length];
            for (int k = 0; k < operands.Length; k++)
                operands[k] = call.Expanded(k);
            call.Apply(this, operands);
        }
    }
}
