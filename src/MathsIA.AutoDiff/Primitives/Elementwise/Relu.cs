using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The rectifier <c>max(x, 0)</c>, element by element.</summary>
        /// <remarks>Derivative <c>1 for x > 0, else 0</c>. 0 at the kink x = 0.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Relu<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Relu<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Relu<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Relu);

        public static Reads Reads => Reads.Result;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Relu(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => y.Where(d, T.Zero);
    }
}
