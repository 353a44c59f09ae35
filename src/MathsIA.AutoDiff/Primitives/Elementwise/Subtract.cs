using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The difference <c>left − right</c>, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>1</c> and <c>−1</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Subtract<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Subtract<T>>.Of(left, right);

        /// <summary>As <see cref="Subtract{T}(Variable{T}, Variable{T})"/>, with one number for all elements.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Subtract<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Subtract<T>>.Of(left, right);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Subtract<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Subtract);

        public static Reads LeftReads => Reads.Nothing;

        public static Reads RightReads => Reads.Nothing;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Subtract(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d;

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => -d;
    }
}
