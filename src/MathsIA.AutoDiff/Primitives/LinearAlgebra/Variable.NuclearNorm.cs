using System.Numerics;
using MathsIA.AutoDiff.Primitives;

namespace MathsIA.AutoDiff;

public static partial class Variable
{
    /// <summary>The nuclear norm, the sum of the singular values, of a matrix or of each matrix of a batch.</summary>
    /// <remarks>Derivative <c>U Vᵀ</c> over the singular values above <c>max(m, n) ε σ₁</c>: where the matrix does not have full rank, the
    /// subgradient of least length.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The matrix, [..., m, n].</param>
    /// <returns>A variable of rank two less; 0 for an empty matrix.</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
    /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
    public static Variable<T> NuclearNorm<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Known(a, a.Svd().Values).Sum(-1);

    /// <summary>The spectral norm, the largest singular value, of a matrix or of each matrix of a batch.</summary>
    /// <remarks>Derivative <c>u₁ v₁ᵀ</c>. Singular values that are equally large share it evenly; 0 for a matrix of zeros.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">The matrix, [..., m, n].</param>
    /// <returns>A variable of rank two less; 0 for an empty matrix.</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
    /// <exception cref="ArgumentException">The matrix holds NaN or an infinity.</exception>
    public static Variable<T> SpectralNorm<T>(this Variable<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Variable<T> values = a.Svd().Values;
        return values.Shape[-1] == 0 ? values.Sum(-1) : Known(a, values).Max(-1);
    }

    /// <summary>Singular values with a derivative of 0 for those that may as well be zero.</summary>
    private static Variable<T> Known<T>(Variable<T> a, Variable<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = a.Shape;
        return values.Shape[-1] == 0
            ? values
            : values.Greater(SpectralGap.Accuracy(values.Narrow(-1, 0, 1), Math.Max(shape[-1], shape[-2]))).Where(values, values.StopGradient());
    }
}
