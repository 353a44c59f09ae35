using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The reciprocal <c>1/x</c>, element by element.</summary>
        /// <remarks>Derivative <c>−y²</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Reciprocal<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Reciprocal<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Reciprocal<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Reciprocal);

        public static Reads Reads => Reads.Result;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Reciprocal(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => -(d * y * y);
    }
}
