using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.AutoDiff.Primitives;

/// <summary>The rectifier's slope from its value.</summary>
internal readonly struct ReluSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static string Name => nameof(Variable.Affine);

    public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.ReluSlope<T>), context);

    public static Variable<T> Plain(Variable<T> x, Variable<T> d) => x.Where(d, T.Zero);
}

/// <summary>The logistic function's slope from its value.</summary>
internal readonly struct SigmoidSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static string Name => nameof(Variable.Affine);

    public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.SigmoidSlope<T>), context);

    public static Variable<T> Plain(Variable<T> x, Variable<T> d) => d * x * (T.One - x);
}

/// <summary>The hyperbolic tangent's slope from its value.</summary>
internal readonly struct TanhSlope<T> : ISlope<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static string Name => nameof(Variable.Affine);

    public static void Evaluate(Tensor<T> x, Tensor<T> d, Tensor<T> result, ComputeContext? context) => Zip.Run(x, d, result, default(MathsIA.Kernels.TanhSlope<T>), context);

    public static Variable<T> Plain(Variable<T> x, Variable<T> d) => d * (T.One - x * x);
}
