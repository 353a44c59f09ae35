using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The reciprocal square root <c>1/√x</c>, element by element.</summary>
        /// <remarks>Derivative <c>−y³/2</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Rsqrt<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Rsqrt<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Rsqrt<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T MinusHalf = T.CreateChecked(-0.5);

        public static string Name => nameof(Variable.Rsqrt);

        public static Reads Reads => Reads.Result;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Rsqrt(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d * (y * y * y) * MinusHalf;
    }
}
