using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The extreme curvatures of a linear model: the extreme eigenvalues of <c>AᵀA</c>.</summary>
internal static class GramSpectrum
{
    /// <summary>The largest and the smallest eigenvalue of <c>AᵀA</c>; the smallest is 0 when A has fewer rows than columns.</summary>
    public static (T Largest, T Smallest) Of<T>(Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool wide = a.Shape[0] < a.Shape[1];
        Tensor<T> tall = wide ? a.Transpose().Contiguous() : a;
        Tensor<T> gram = Interim.MatMul(tall.Transpose(), tall, context);
        (T largest, T smallest) = OfSymmetric(gram, context);
        return (largest, wide ? T.Zero : T.Max(T.Zero, smallest));
    }

    public static (T Largest, T Smallest) OfSymmetric<T>(Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = a.Shape[0];
        var m = new double[n, n];
        for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) m[i, j] = double.CreateChecked(a[i, j]);
        for (int sweep = 0; sweep < 30; sweep++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++)
            {
                if (Math.Abs(m[p, q]) < 1e-300) continue;
                double th = (m[q, q] - m[p, p]) / (2 * m[p, q]), t = (th >= 0 ? 1 : -1) / (Math.Abs(th) + Math.Sqrt(th * th + 1)), c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                for (int k = 0; k < n; k++) { (m[k, p], m[k, q]) = (c * m[k, p] - s * m[k, q], s * m[k, p] + c * m[k, q]); }
                for (int k = 0; k < n; k++) { (m[p, k], m[q, k]) = (c * m[p, k] - s * m[q, k], s * m[p, k] + c * m[q, k]); }
            }
        var d = Enumerable.Range(0, n).Select(i => m[i, i]).ToArray();
        return (T.CreateChecked(d.Max()), T.CreateChecked(d.Min()));
    }
}
