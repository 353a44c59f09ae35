using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The logarithm to base 10, element by element.</summary>
        /// <remarks>Derivative <c>1/(x ln 10)</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Log10<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Log10<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Log10<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T Scale = T.CreateChecked(0.434294481903251827651128918916605082);

        public static string Name => nameof(Variable.Log10);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Log10(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => d / x * Scale;
    }
}
