using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The square root, element by element.</summary>
        /// <remarks>Derivative <c>1/(2√x)</c>. Infinite at 0.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Sqrt<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Sqrt<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Sqrt<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T Half = T.CreateChecked(0.5);

        public static string Name => nameof(Variable.Sqrt);

        public static Reads Reads => Reads.Result;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Sqrt(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d * Half / y;
    }
}
