using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The sigmoid linear unit <c>x/(1 + e⁻ˣ)</c>, also called swish, element by element.</summary>
        /// <remarks>Derivative <c>s (1 + x (1 − s)), s the sigmoid</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Silu<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Silu<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Silu<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Silu);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Silu(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d)
        {
            Variable<T> s = x.Sigmoid();
            return d * s * (x * (T.One - s) + T.One);
        }
    }
}
