using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The sine of an angle in radians, element by element.</summary>
        /// <remarks>Derivative <c>cos x</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Sin<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Sin<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Sin<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Sin);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Sin(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d * x.Cos();
    }
}
