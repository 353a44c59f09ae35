using System.Numerics;
using MathsIA.AutoDiff.Engine;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>A matrix with zeros above a diagonal, or each matrix of a batch.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, of rank at least 2.</param>
        /// <param name="diagonal">The last diagonal kept: 0 the main one, above 0 to its right.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> LowerTriangle<T>(this Variable<T> x, int diagonal = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(new TrianglePart<T>(true, diagonal), x);

        /// <summary>A matrix with zeros below a diagonal, or each matrix of a batch.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable, of rank at least 2.</param>
        /// <param name="diagonal">The first diagonal kept: 0 the main one, above 0 to its right.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> UpperTriangle<T>(this Variable<T> x, int diagonal = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Interpreter.Apply(new TrianglePart<T>(false, diagonal), x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    /// <summary>Keeping one triangle: linear, and its own reverse.</summary>
    internal sealed class TrianglePart<T>(bool lower, int diagonal) : IPrimitive<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public string Name => lower ? nameof(Variable.LowerTriangle) : nameof(Variable.UpperTriangle);

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0].Rank >= 2
            ? operands[0]
            : throw new ShapeMismatchException(Name, $"{operands[0]} is not a matrix.", "x");

        public void Evaluate(in EvaluationCall<T> call)
        {
            if (lower)
                call.Operand(0).LowerTriangle(diagonal, call.Result());
            else
                call.Operand(0).UpperTriangle(diagonal, call.Result());
        }

        public void Forward(in ForwardCall<T> call) => call.Add(Interpreter.Apply(this, call.Tangent(0)));

        public void Reverse(in ReverseCall<T> call) => call.Add(0, Interpreter.Apply(this, call.Cotangent()));

        public void Batch(in BatchCall<T> call) => call.Apply(this, call.Operand(0));
    }
}
