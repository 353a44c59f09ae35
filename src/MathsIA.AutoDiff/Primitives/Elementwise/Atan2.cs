using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The angle of the point (right, left) from the first axis, in radians, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>right/r²</c> and <c>−left/r²</c>. Not a number where both are 0.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Atan2<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Atan2<T>>.Of(left, right);

        /// <summary>As <see cref="Atan2{T}(Variable{T}, Variable{T})"/>, with one number for all elements.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Atan2<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Atan2<T>>.Of(left, right);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Atan2<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Atan2);

        public static Reads LeftReads => Reads.Left | Reads.Right;

        public static Reads RightReads => Reads.Left | Reads.Right;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Atan2(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * (y / x.Hypot(y)) / x.Hypot(y);

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => -(d * (x / x.Hypot(y)) / x.Hypot(y));
    }
}
