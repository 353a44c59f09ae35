using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>The extreme curvatures of a linear model: the extreme eigenvalues of <c>AᵀA</c>.</summary>
internal static class GramSpectrum
{
    /// <summary>The largest and the smallest eigenvalue of <c>AᵀA</c>; the smallest is 0 when A has fewer rows than columns.</summary>
    public static (T Largest, T Smallest) Of<T>(Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Singular values, not eigenvalues of a product: the small ones keep their digits.
        Tensor<T> values = Matrix.SingularValues(a, context);
        T largest = values[0], smallest = values[values.Length - 1];
        // A value within its rounding error of zero promises no strong convexity.
        T rounding = T.CreateChecked(Math.Max(a.Shape[0], a.Shape[1])) * Vectors.Epsilon<T>() * largest;
        return (largest * largest, a.Shape[0] < a.Shape[1] || smallest <= rounding ? T.Zero : smallest * smallest);
    }

    /// <summary>The extreme eigenvalues of a symmetric matrix.</summary>
    public static (T Largest, T Smallest) OfSymmetric<T>(Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> values = Matrix.SymmetricEigenvalues(a, context);
        return (T.Max(values[0], values[values.Length - 1]), T.Min(values[0], values[values.Length - 1]));
    }
}
