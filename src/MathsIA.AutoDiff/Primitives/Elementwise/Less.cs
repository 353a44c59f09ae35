using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>1 where the left operand is smaller than the right one, else 0, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives 0. A comparison with NaN is 0.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Less<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Less<T>>.Of(left, right);

        /// <summary>As <see cref="Less{T}(Variable{T}, Variable{T})"/>, with one number for all elements.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Less<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Less<T>>.Of(left, right);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Less<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Less);

        public static Reads LeftReads => Reads.Nothing;

        public static Reads RightReads => Reads.Nothing;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => Truth.Write(z, (x, y), static (p, mask, c) => p.x.Less(p.y, mask, c), context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => default;

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => default;
    }
}
