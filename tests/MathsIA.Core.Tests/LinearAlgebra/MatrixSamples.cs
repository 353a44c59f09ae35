using System.Numerics;

namespace MathsIA.Tests.LinearAlgebra;

/// <summary>Matrices that try a factorization, and plain arithmetic in double to judge it by.</summary>
internal static class MatrixSamples
{
    /// <summary>Orders around every block boundary of the factorizations (8, 16, 32, 64, 128).</summary>
    public static readonly int[] Orders = [0, 1, 2, 3, 5, 8, 9, 15, 16, 17, 31, 32, 33, 47, 63, 64, 65, 97, 127, 128, 129, 131];

    public static TheoryData<int> OrderData => [.. Orders];

    /// <summary>Rows and columns, tall, square and wide.</summary>
    public static TheoryData<int, int> ShapeData
    {
        get
        {
            var data = new TheoryData<int, int>();
            foreach ((int m, int n) in new[] { (0, 0), (0, 3), (3, 0), (1, 1), (1, 5), (5, 1), (2, 2), (7, 3), (3, 7), (8, 8), (17, 16), (16, 17), (33, 31), (40, 9), (9, 40), (64, 64), (65, 33), (33, 65), (100, 65), (65, 100), (129, 130), (131, 40) })
                data.Add(m, n);
            return data;
        }
    }

    public static T Epsilon<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.BitIncrement(T.One) - T.One;

    /// <summary>The bound that every factorization is held to: 50 n ε.</summary>
    public static double Bound<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> => 50.0 * Math.Max(1, n) * double.CreateTruncating(Epsilon<T>());

    /// <summary>Numbers in (-1, 1) from a fixed multiplicative sequence.</summary>
    public static Tensor<T> Uniform<T>(int m, int n, ulong seed = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> a = Tensor.Zeros<T>(m, n);
        ulong state = seed * 0x9E3779B97F4A7C15 + 12345;
        foreach (ref T value in a.AsSpan())
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            value = T.CreateTruncating((double)(state >> 11) / (1UL << 52) - 1);
        }

        return a;
    }

    public static Tensor<T> Vector<T>(int n, ulong seed = 7) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Uniform<T>(n, 1, seed).Reshape(n);

    /// <summary>Rows and columns scaled over eight orders of magnitude.</summary>
    public static Tensor<T> Graded<T>(int m, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> a = Uniform<T>(m, n, 3);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] *= T.CreateTruncating(Math.Pow(10, -4.0 * i / Math.Max(1, m) - 4.0 * j / Math.Max(1, n)));
        }

        return a;
    }

    /// <summary>A product of factors with <paramref name="rank"/> columns in between.</summary>
    public static Tensor<T> Deficient<T>(int m, int n, int rank) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        From<T>(Multiply(Uniform<T>(m, rank, 4), Uniform<T>(rank, n, 5)));

    public static Tensor<T> Hilbert<T>(int m, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> a = Tensor.Zeros<T>(m, n);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = T.One / T.CreateTruncating(i + j + 1);
        }

        return a;
    }

    /// <summary>Every kind of matrix a factorization must cope with.</summary>
    public static IEnumerable<(string Name, Tensor<T> Matrix)> Kinds<T>(int m, int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return ("random", Uniform<T>(m, n));
        yield return ("graded", Graded<T>(m, n));
        yield return ("rank-deficient", Deficient<T>(m, n, Math.Max(1, Math.Min(m, n) / 2)));
        yield return ("Hilbert", Hilbert<T>(m, n));
        yield return ("zero", Tensor.Zeros<T>(m, n));
        yield return ("transposed view", Uniform<T>(n, m, 9).Transpose());
        yield return ("strided view", Uniform<T>(2 * m, 3 * n, 10)[AxisSlice.Step(.., 2), AxisSlice.Step(.., 3)]);
    }

    /// <summary>A symmetric positive definite matrix with eigenvalues at least 1/2.</summary>
    public static Tensor<T> PositiveDefinite<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> b = Uniform<T>(n, n, 2);
        double[,] a = Multiply(b, b.Transpose());
        for (int i = 0; i < n; i++)
            a[i, i] += 0.5;
        return From<T>(a);
    }

    public static double[,] ToDouble<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (a.Rank == 1)
            a = a.Unsqueeze(1);
        var result = new double[a.Shape[0], a.Shape[1]];
        for (int i = 0; i < result.GetLength(0); i++)
        {
            for (int j = 0; j < result.GetLength(1); j++)
                result[i, j] = double.CreateTruncating(a[i, j]);
        }

        return result;
    }

    public static Tensor<T> From<T>(double[,] a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> result = Tensor.Zeros<T>(a.GetLength(0), a.GetLength(1));
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                result[i, j] = T.CreateTruncating(a[i, j]);
        }

        return result;
    }

    public static double[,] Multiply<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Multiply(ToDouble(a), ToDouble(b));

    public static double[,] Multiply(double[,] a, double[,] b)
    {
        int m = a.GetLength(0), n = b.GetLength(1), k = a.GetLength(1);
        Assert.Equal(k, b.GetLength(0));
        var c = new double[m, n];
        for (int i = 0; i < m; i++)
        {
            for (int p = 0; p < k; p++)
            {
                double f = a[i, p];
                for (int j = 0; j < n; j++)
                    c[i, j] += f * b[p, j];
            }
        }

        return c;
    }

    public static double Norm(double[,] a)
    {
        double sum = 0;
        foreach (double value in a)
            sum += value * value;
        return Math.Sqrt(sum);
    }

    public static double Norm<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Norm(ToDouble(a));

    public static double Distance(double[,] a, double[,] b)
    {
        Assert.Equal((a.GetLength(0), a.GetLength(1)), (b.GetLength(0), b.GetLength(1)));
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
                sum += (a[i, j] - b[i, j]) * (a[i, j] - b[i, j]);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Asserts <c>‖found - expected‖ ≤ bound · scale</c>; fails on NaN.</summary>
    public static void Near(double[,] expected, double[,] found, double bound, double scale, string what)
    {
        double distance = Distance(expected, found);
        Assert.True(distance <= bound * scale, $"{what}: distance {distance:E3}, allowed {bound * scale:E3}");
    }

    /// <summary>Asserts <c>‖AᵀA - I‖ ≤ bound</c>.</summary>
    public static void Orthonormal<T>(Tensor<T> q, double bound, string what) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Near(ToDouble(Tensor.Eye<T>(q.Shape[1])), Multiply(q.Transpose(), q), bound, 1, what);

    /// <summary>Asserts a small backward error: <c>‖B - A X‖ ≤ 50 n ε (‖A‖ ‖X‖ + ‖B‖)</c>.</summary>
    public static void Solves<T>(Tensor<T> a, Tensor<T> x, Tensor<T> b, string what) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Near(ToDouble(b), Multiply(a, x), Bound<T>(a.Shape[0]), Norm(a) * Norm(x) + Norm(b), what);

    public static bool SameBits<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged =>
        a.Shape == b.Shape && System.Runtime.InteropServices.MemoryMarshal.AsBytes(a.Contiguous().AsSpan()).SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(b.Contiguous().AsSpan()));

    /// <summary>Runs under one, two and three threads and asserts equal bits.</summary>
    public static void SameForAnyThreads<T>(Func<ComputeContext, Tensor<T>> run) where T : unmanaged
    {
        Tensor<T> one = run(ComputeContext.SingleThread);
        for (int threads = 2; threads <= 3; threads++)
            Assert.True(SameBits(one, run(new ComputeContext { DegreeOfParallelism = threads })), $"{threads} threads give other bits than one");
    }
}
