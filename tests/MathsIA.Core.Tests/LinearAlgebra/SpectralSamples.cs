using System.Numerics;
using static MathsIA.Tests.LinearAlgebra.MatrixSamples;

namespace MathsIA.Tests.LinearAlgebra;

/// <summary>Symmetric matrices that try an eigensolver.</summary>
internal static class SpectralSamples
{
    /// <summary>Some orders on either side of each change of method.</summary>
    public static TheoryData<int> FewOrders => [0, 1, 2, 3, 4, 16, 17, 33, 65, 100];

    /// <summary>Every kind of symmetric matrix an eigensolver must cope with.</summary>
    public static IEnumerable<(string Name, Tensor<T> Matrix)> SymmetricKinds<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return ("random", Symmetric(Uniform<T>(n, n)));
        yield return ("graded", Symmetric(Graded<T>(n, n)));
        yield return ("rank-deficient", Symmetric(From<T>(Gram(Uniform<T>(n, Math.Max(1, n / 3), 4)))));
        yield return ("Hilbert", Hilbert<T>(n, n));
        yield return ("clustered", Clustered<T>(n));
        yield return ("identity", Tensor.Eye<T>(n));
        yield return ("zero", Tensor.Zeros<T>(n, n));
        yield return ("ones", Tensor.Ones<T>(n, n));
        yield return ("diagonal", Filled<T>(n, (i, j) => i == j ? Math.Sin(3 * i + 1) : 0));
        yield return ("Wilkinson", Filled<T>(n, (i, j) => i == j ? Math.Abs(i - n / 2) : Math.Abs(i - j) == 1 ? 1 : 0));
        yield return ("Toeplitz", Toeplitz<T>(n));
        yield return ("glued Wilkinson", Filled<T>(n, (i, j) => i == j ? Math.Abs(i % 7 - 3) : Math.Abs(i - j) == 1 ? (i + j) % 14 == 13 ? 1e-8 : 1 : 0));
        yield return ("tiny off the diagonal", Filled<T>(n, (i, j) => i == j ? 1 : Math.Abs(i - j) == 1 ? 1e-20 : 0));
        yield return ("strided view", Symmetric(Uniform<T>(n, n, 10)).Transpose()[AxisSlice.Step(.., -1), AxisSlice.Step(.., -1)]);
    }

    public static Tensor<T> Toeplitz<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Filled<T>(n, (i, j) => i == j ? 2 : Math.Abs(i - j) == 1 ? -1 : 0);

    public static Tensor<T> Symmetric<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = a.Clone();
        for (int i = 0; i < a.Shape[0]; i++)
        {
            for (int j = 0; j < i; j++)
                result[i, j] = result[j, i];
        }

        return result;
    }

    public static Tensor<T> Filled<T>(int n, Func<int, int, double> element) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> a = Tensor.Zeros<T>(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = T.CreateTruncating(element(i, j));
        }

        return a;
    }

    /// <summary><c>H diag(λ) H</c> with a reflection H and eigenvalues in three tight groups.</summary>
    private static Tensor<T> Clustered<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[,] v = ToDouble(Vector<double>(n));
        double square = 0;
        foreach (double x in v)
            square += x * x;
        var h = new double[n, n];
        var scaled = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                h[i, j] = (i == j ? 1 : 0) - 2 * v[i, 0] * v[j, 0] / square;
                scaled[i, j] = h[i, j] * (j < n / 2 ? 1 + 1e-15 * j : j < 3 * n / 4 ? 1e-9 : -1);
            }
        }

        return Symmetric(From<T>(Multiply(scaled, h)));
    }

    private static double[,] Gram<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Multiply(a, a.Transpose());
}
