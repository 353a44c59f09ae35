using System.Numerics;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

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

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => Slope<T, SiluSlope<T>>.Of(x, d);
    }

    internal readonly struct SiluSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Silu);

        public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.SiluSlope<T>), context);

        public static Variable<T> Plain(Variable<T> x, Variable<T> d)
        {
            Variable<T> s = x.Sigmoid();
            return d * s * (x * (T.One - s) + T.One);
        }
    }
}
