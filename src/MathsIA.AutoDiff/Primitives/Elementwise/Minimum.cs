using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The smaller of two, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>1 where left is smaller</c> and <c>1 where right is smaller</c>. Where both are equal each has ½, so that the two add up to one. NaN propagates.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Minimum<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Minimum<T>>.Of(left, right);

        /// <summary>As <see cref="Minimum{T}(Variable{T}, Variable{T})"/>, with one number for all elements.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Minimum<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Minimum<T>>.Of(left, right);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Minimum<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Minimum);

        public static Reads LeftReads => Reads.Left | Reads.Right;

        public static Reads RightReads => Reads.Left | Reads.Right;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Minimum(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * y.Preference(x);

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * x.Preference(y);
    }
}
