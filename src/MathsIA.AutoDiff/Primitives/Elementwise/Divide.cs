using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The quotient <c>left / right</c>, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>1/right</c> and <c>−left/right²</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Divide<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Divide<T>>.Of(left, right);

        /// <summary>Divides every element by a number.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Divide<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Unary<T, DivideNumber<T>>.Of(left, new DivideNumber<T>(right));
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Divide<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Divide);

        public static Reads LeftReads => Reads.Right;

        public static Reads RightReads => Reads.Right | Reads.Result;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Divide(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d / y;

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => -(d * z / y);
    }

    internal readonly struct DivideNumber<T>(T number) : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Divide);

        public static Reads Reads => Reads.Nothing;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Divide(number, y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d / number;
    }
}
