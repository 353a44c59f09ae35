using System.Numerics;
using MathsIA.AutoDiff.Primitives;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff
{
    public static partial class Variable
    {
        /// <summary>The usual approximation of the Gaussian error linear unit, <c>½x (1 + tanh(√(2/π) (x + 0.044715 x³)))</c>, element by element.</summary>
        /// <remarks>Derivative <c>½(1 + t) + ½x (1 − t²) √(2/π) (1 + 0.134145 x²), t the hyperbolic tangent</c>.</remarks>
        /// <typeparam name="T">The element type.</typeparam>
        /// <param name="x">The variable.</param>
        /// <returns>A variable of the same shape.</returns>
        public static Variable<T> GeluTanh<T>(this Variable<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unary<T, GeluTanh<T>>.Of(x);
    }
}

namespace MathsIA.AutoDiff.Primitives
{
    internal readonly struct GeluTanh<T> : IUnaryFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static string Name => nameof(Variable.GeluTanh);

        public static Reads Reads => Reads.Operand;

        public void Evaluate(Tensor<T> x, Tensor<T> y, ComputeContext? context) => x.GeluTanh(y, context);

        public Variable<T> Chain(Variable<T> x, Variable<T> y, Variable<T> d) => Slope<T, GeluTanhSlope<T>>.Of(x, d);
    }

    internal readonly struct GeluTanhSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private static readonly T Half = T.CreateChecked(0.5);
        private static readonly T Cubic = T.CreateChecked(0.044715);
        private static readonly T ThriceCubic = T.CreateChecked(0.134145);
        private static readonly T Scale = T.CreateChecked(0.797884560802865355879892119868763737);

        public static string Name => nameof(Variable.GeluTanh);

        public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.GeluTanhSlope<T>), context);

        public static Variable<T> Plain(Variable<T> x, Variable<T> d)
        {
            Variable<T> square = x * x;
            Variable<T> t = (x * (square * Cubic + T.One) * Scale).Tanh();
            Variable<T> inner = (square * ThriceCubic + T.One) * Scale;
            return d * ((T.One - t * t) * x * inner + t + T.One) * Half;
        }
    }
}
