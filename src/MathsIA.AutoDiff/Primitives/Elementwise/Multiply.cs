using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The product, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>right</c> and <c>left</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Multiply<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Multiply<T>>.Of(left, right);

        /// <summary>Multiplies every element by a number.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Multiply<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Unary<T, MultiplyNumber<T>>.Of(left, new MultiplyNumber<T>(right));
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Multiply<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Multiply);

        public static Reads LeftReads => Reads.Right;

        public static Reads RightReads => Reads.Left;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Multiply(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * y;

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * x;
    }

    internal readonly struct MultiplyNumber<T>(T number) : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Multiply);

        public static Reads Reads => Reads.Nothing;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Multiply(number, y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d * number;
    }
}
