using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary><c>√(left² + right²)</c> without overflow, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>left/z</c> and <c>right/z</c>. 0 at the kink, where both are 0.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">One operand.</param>
        /// <param name="right">The other.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Hypot<T>(this Variable<T> left, Variable<T> right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Hypot<T>>.Of(left, right);

        /// <summary>As <see cref="Hypot{T}(Variable{T}, Variable{T})"/>, with one number for all elements.</summary>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="left">The variable.</param>
        /// <param name="right">The number.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Hypot<T>(this Variable<T> left, T right) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Hypot<T>>.Of(left, right);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Hypot<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Hypot);

        public static Reads LeftReads => Reads.Left | Reads.Result;

        public static Reads RightReads => Reads.Right | Reads.Result;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Hypot(y, z, context);

        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * (x / z.OneWhereZero());

        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * (y / z.OneWhereZero());
    }
}
