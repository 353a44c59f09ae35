using MathsIA.LinearAlgebra;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

/// <summary>Small systems and the obvious way to solve them.</summary>
internal static class Systems
{
    public static Tensor<double> Random(int stream, params int[] lengths)
    {
        Tensor<double> tensor = Tensor.Uninitialized<double>(lengths);
        StartVector.Scatter(tensor.AsSpan(), stream);
        return tensor;
    }

    public static Tensor<float> Single(Tensor<double> x) => Tensor.From(Array.ConvertAll(x.ToArray(), v => (float)v), x.Shape);

    /// <summary><c>QΛQᵀ</c> with a random orthogonal Q: a symmetric matrix of known spectrum.</summary>
    public static Tensor<double> WithSpectrum(params double[] eigenvalues)
    {
        int n = eigenvalues.Length;
        Tensor<double> a = Tensor.Zeros<double>(n, n);
        for (int i = 0; i < n; i++)
            a[i, i] = eigenvalues[i];
        for (int k = 0; k < 4; k++)
        {
            // A similarity by the reflection I - 2vvᵀ.
            double[] v = Random(k + 50, n).ToArray();
            double norm = Math.Sqrt(v.Sum(x => x * x));
            double[] av = new double[n];
            for (int i = 0; i < n; i++)
                v[i] /= norm;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    av[i] += a[i, j] * v[j];
            }

            double vav = 0;
            for (int i = 0; i < n; i++)
                vav += v[i] * av[i];
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    a[i, j] += -2 * v[i] * av[j] - 2 * av[i] * v[j] + 4 * vav * v[i] * v[j];
            }
        }

        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                a[i, j] = a[j, i] = (a[i, j] + a[j, i]) / 2;
        }

        return a;
    }

    public static Tensor<double> Product(Tensor<double> a, Tensor<double> x)
    {
        Tensor<double> y = Tensor.Zeros<double>(a.Shape[0]);
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
                y[i] += a[i, j] * x[j];
        }

        return y;
    }

    /// <summary>Gaussian elimination with partial pivoting.</summary>
    public static double[] Solve(Tensor<double> a, Tensor<double> b)
    {
        int n = b.Length;
        Tensor<double> m = a.Clone();
        double[] x = b.ToArray();
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
                pivot = Math.Abs(m[i, k]) > Math.Abs(m[pivot, k]) ? i : pivot;
            for (int j = 0; j < n; j++)
                (m[k, j], m[pivot, j]) = (m[pivot, j], m[k, j]);
            (x[k], x[pivot]) = (x[pivot], x[k]);
            for (int i = k + 1; i < n; i++)
            {
                double factor = m[i, k] / m[k, k];
                for (int j = k; j < n; j++)
                    m[i, j] -= factor * m[k, j];
                x[i] -= factor * x[k];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                x[i] -= m[i, j] * x[j];
            x[i] /= m[i, i];
        }

        return x;
    }

    public static double Norm(Tensor<double> x) => Math.Sqrt(x.ToArray().Sum(v => v * v));

    public static void AssertClose(double[] expected, Tensor<double> actual, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual.AsSpan()[i], tolerance);
    }

    public sealed class Recorder(Action<IterationProgress> action) : IProgress<IterationProgress>
    {
        public void Report(IterationProgress value) => action(value);
    }
}
