using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The whole part, towards zero, element by element.</summary>
        /// <remarks>Derivative <c>0</c>. Also at the steps.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Truncate<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Truncate<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Truncate<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Truncate);

        public static Reads Reads => Reads.Nothing;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Truncate(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => default;
    }
}
