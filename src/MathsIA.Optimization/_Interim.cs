using System.Numerics;
namespace MathsIA.Optimization;
internal static class Interim
{
    public static Tensor<T> MatMul<T>(Tensor<T> a, Tensor<T> b, ComputeContext? context = null) where T : unmanaged, INumberBase<T>
    {
        Tensor<T> c = Tensor.Zeros<T>(a.Shape[0], b.Shape[1]), bt = b.Transpose().Contiguous(), ac = a.Contiguous();
        int p = a.Shape[1];
        for (int i = 0; i < c.Shape[0]; i++) for (int j = 0; j < c.Shape[1]; j++) c[i, j] = Vectors.Dot<T>(ac.AsSpan().Slice(i * p, p), bt.AsSpan().Slice(j * p, p));
        return c;
    }
    public static RidgePath<T> Path<T>(Tensor<T> design, Tensor<T> targets, ReadOnlySpan<double> lambdas, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> c = Tensor.Zeros<T>(lambdas.Length, design.Shape[1]);
        for (int i = 0; i < lambdas.Length; i++) Ridge.Solve(design, targets, lambdas[i]).CopyTo(c[i..(i + 1)].Reshape(design.Shape[1]));
        return new RidgePath<T> { Lambdas = lambdas.ToArray(), Coefficients = c, DegreesOfFreedom = new double[lambdas.Length] };
    }
}
