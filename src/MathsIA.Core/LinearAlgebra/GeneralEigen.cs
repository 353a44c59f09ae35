using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>Eigenvalues and right eigenvectors of a square matrix that need not be symmetric: <c>A V = V diag(λ)</c>.</summary>
/// <remarks>Made by <see cref="Matrix.GeneralEigen{T}"/>. Computed in double precision by Math.NET Numerics (reduction to
/// Hessenberg form and the QR iteration, O(n³)). Complex values of a real matrix come in conjugate pairs. A defective matrix
/// has fewer eigenvectors than its order: then columns of V are parallel within rounding.</remarks>
public sealed class GeneralEigen
{
    internal GeneralEigen(Tensor<Complex> values, Tensor<Complex> vectors)
    {
        Values = values;
        Vectors = vectors;
    }

    /// <summary>The n eigenvalues, in the order in which the iteration found them.</summary>
    public Tensor<Complex> Values { get; }

    /// <summary>The eigenvectors, [n, n], one a column, each of Euclidean norm 1.</summary>
    public Tensor<Complex> Vectors { get; }

    internal static GeneralEigen Of(double[,] a)
    {
        int n = a.GetLength(0);
        Tensor<Complex> values = Tensor.Zeros<Complex>(n), vectors = Tensor.Zeros<Complex>(n, n);
        if (n == 0)
            return new(values, vectors);
        var evd = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfArray(a).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Asymmetric);
        MathNet.Numerics.LinearAlgebra.Matrix<double> packed = evd.EigenVectors;
        for (int j = 0; j < n; j++)
        {
            Complex value = evd.EigenValues[j];
            values[j] = value;
            // A conjugate pair shares two real columns: the real part, then the imaginary part.
            bool first = value.Imaginary > 0, second = value.Imaginary < 0;
            double scale = 0;
            for (int i = 0; i < n; i++)
            {
                vectors[i, j] = first ? new Complex(packed[i, j], packed[i, j + 1])
                    : second ? new Complex(packed[i, j - 1], -packed[i, j])
                    : packed[i, j];
                scale = double.Hypot(scale, vectors[i, j].Magnitude);
            }

            for (int i = 0; i < n && scale > 0; i++)
                vectors[i, j] /= scale;
        }

        return new(values, vectors);
    }
}
