using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>Variables put one after another along an axis.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="axis">The axis; negative counts from the end.</param>
        /// <param name="variables">At least one, of the same shape but for that axis.</param>
        /// <returns>The joined variable.</returns>
        /// <exception cref="ArgumentException">There is none.</exception>
        /// <exception cref="ShapeMismatchException">The shapes differ elsewhere.</exception>
        public static Variable<T> Concatenate<T>(int axis, params ReadOnlySpan<Variable<T>> variables) where T : unmanaged, IBinaryFloatingPointIeee754<T> => variables.IsEmpty
            ? throw new ArgumentException("Concatenate: there is nothing to join.", nameof(variables))
            : Interpreter.Apply(new Concatenate<T>(variables[0].Shape.Axis(axis)), variables);

        /// <summary>Variables of one shape put side by side along a new axis.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="axis">Where the new axis stands in the result; negative counts from the end of the result.</param>
        /// <param name="variables">At least one.</param>
        /// <returns>A variable of rank one more.</returns>
        /// <exception cref="ArgumentException">There is none.</exception>
        /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
        public static Variable<T> Stack<T>(int axis, params ReadOnlySpan<Variable<T>> variables) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var parts = new Variable<T>[variables.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (variables[i].Shape != variables[0].Shape)
                    throw new ShapeMismatchException(nameof(Stack), $"variable {i} has the shape {variables[i].Shape}, the first {variables[0].Shape}.", nameof(variables));
                parts[i] = variables[i].Unsqueeze(axis);
            }

            return Concatenate(axis, parts);
        }
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal sealed class Concatenate<T>(int axis) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => nameof(Variable.Concatenate);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results)
        {
            int total = 0;
            for (int k = 0; k < operands.Length; k++)
            {
                if (operands[k].Rank != operands[0].Rank || operands[k].With(axis, 1) != operands[0].With(axis, 1))
                    throw new ShapeMismatchException(Name, $"operand {k} has the shape {operands[k]}, the first {operands[0]}; they may differ along axis {axis} only.", "variables");
                total = checked(total + operands[k].Lengths[axis]);
            }

            results[0] = operands[0].With(axis, total);
        }

        public void Evaluate(in EvaluationCall<T> call)
        {
            var tensors = new Tensor<T>[call.Count];
            for (int k = 0; k < tensors.Length; k++)
                tensors[k] = call.Operand(k);
            Tensor.Concatenate(axis, tensors, call.Result());
        }

        public void Forward(in ForwardCall<T> call)
        {
            var tangents = new Variable<T>[call.Count];
            for (int k = 0; k < tangents.Length; k++)
                tangents[k] = call.HasTangent(k) ? call.Tangent(k) : Variable.Zeros<T>(call.Operand(k).Shape);
            call.Add(Interpreter.Apply(this, tangents));
        }

        public void Reverse(in ReverseCall<T> call)
        {
            int start = 0;
            for (int k = 0; k < call.Count; k++)
            {
                int length = call.OperandShape(k).Lengths[axis];
                if (call.Needs(k))
                    call.Add(k, call.Cotangent().Narrow(axis, start, length));
                start += length;
            }
        }

        public void Batch(in BatchCall<T> call)
        {
            var all = new Variable<T>[call.Count];
            for (int k = 0; k < all.Length; k++)
                all[k] = call.Expanded(k);
            call.Apply(new Concatenate<T>(axis + 1), all);
        }
    }
}
