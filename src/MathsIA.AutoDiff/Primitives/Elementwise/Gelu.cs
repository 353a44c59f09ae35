using System.Numerics;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The Gaussian error linear unit <c>x Φ(x)</c>, element by element.</summary>
        /// <remarks>Derivative <c>Φ(x) + x φ(x), Φ and φ the distribution and density of the standard normal</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> Gelu<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, Gelu<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct Gelu<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.Gelu);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.Gelu(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => Slope<T, GeluSlope<T>>.Of(x, d);
    }

    internal readonly struct GeluSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T Half = T.CreateChecked(0.5);
        private static readonly T MinusHalf = T.CreateChecked(-0.5);
        private static readonly T MinusRootHalf = T.CreateChecked(-0.707106781186547524400844362104849039);
        private static readonly T Scale = T.CreateChecked(0.398942280401432677939946059934381868);

        public static string Name => nameof(Variable.Gelu);

        public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.GeluSlope<T>), context);

        public static Variable<T> Plain(Variable<T> x, Variable<T> d)
        {
            Variable<T> distribution = (x * MinusRootHalf).Erfc() * Half;
            Variable<T> density = (x * x * MinusHalf).Exp() * Scale;
            return d * (x * density + distribution);
        }
    }
}
