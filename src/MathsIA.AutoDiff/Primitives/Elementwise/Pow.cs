using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The power <c>xʸ</c>, element by element, with broadcasting.</summary>
        /// <remarks>Derivatives <c>y xʸ⁻¹</c> and <c>xʸ ln x</c>. That by <c>x</c> is 0 where <c>y = 0</c>; that by <c>y</c> is 0 where
        /// <c>xʸ = 0</c>, and not a number where <c>x</c> is negative.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The base.</param>
        /// <param name="y">The exponent.</param>
        /// <returns>A variable of the common shape.</returns>
        /// <exception cref="ShapeMismatchException">The shapes do not broadcast to a common one.</exception>
        public static Variable<T> Pow<T>(this Variable<T> x, Variable<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Binary<T, Pow<T>>.Of(x, y);

        /// <summary>The power of every element to one exponent.</summary>
        /// <remarks>Derivative <c>y xʸ⁻¹</c>; 0 everywhere for <c>y = 0</c>. Whole exponents are right for negative bases too, in
        /// derivatives of any order.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The base.</param>
        /// <param name="y">The exponent.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Pow<T>(this Variable<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Unary<T, PowNumber<T>>.Of(x, new PowNumber<T>(y));
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Pow<T> : IBinaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Pow);

        public static Reads LeftReads => Reads.Left | Reads.Right;

        public static Reads RightReads => Reads.Left | Reads.Result;

        public static void Evaluate(Tensor<T> x, Tensor<T> y, Tensor<T> z, ComputeContext? context) => x.Pow(y, z, context);

        // The exponent stays clear of −1 where the factor y is zero anyway, so that 0⁰ has the derivative 0 and not 0 · ∞.
        public static Variable<T> ChainLeft(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * y * x.Pow(y.OneWhereZero() - T.One);

        // The same for ln 0 where the power is zero.
        public static Variable<T> ChainRight(Variable<T> x, Variable<T> y, Variable<T> z, Variable<T> d) => d * z * x.OneWhereZero().Log();
    }

    internal readonly struct PowNumber<T>(T exponent) : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Pow);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Pow(exponent, y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => exponent == T.Zero ? default
            : exponent == T.One ? d
            : d * (exponent == T.One + T.One ? x : x.Pow(exponent - T.One)) * exponent;
    }
}
