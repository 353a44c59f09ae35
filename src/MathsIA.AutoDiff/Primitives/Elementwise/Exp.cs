using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The exponential <c>eˣ</c>, element by element.</summary>
        /// <remarks>Derivative <c>eˣ</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Exp<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Exp<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Exp<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Exp);

        public static Reads Reads => Reads.Result;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Exp(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d * y;
    }
}
