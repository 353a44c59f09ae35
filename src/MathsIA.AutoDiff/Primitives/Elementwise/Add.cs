using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The sum, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>1</c> and <c>1</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Add<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Add<T>>.Of(left, right);

        /// <summary>Adds a number to every element.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Add<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Unary<T, AddNumber<T>>.Of(left, new AddNumber<T>(right));
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Add<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Add);

        public static Reads LeftReads => Reads.Nothing;

        public static Reads RightReads => Reads.Nothing;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Add(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d;

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d;
    }

    internal readonly struct AddNumber<T>(T number) : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Add);

        public static Reads Reads => Reads.Nothing;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Add(number, y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d;
    }
}
