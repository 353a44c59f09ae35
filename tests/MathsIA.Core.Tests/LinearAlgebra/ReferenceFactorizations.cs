namespace MathsIA.Tests.LinearAlgebra;

/// <summary>The textbook factorizations in double, one loop a sum: the naive twins of the fast kernels.</summary>
internal static class ReferenceFactorizations
{
    /// <summary>A = L Lᵀ.</summary>
    public static double[,] Cholesky(double[,] a)
    {
        int n = a.GetLength(0);
        var l = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a[i, j];
                for (int p = 0; p < j; p++)
                    sum -= l[i, p] * l[j, p];
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }

        return l;
    }

    /// <summary>P A = L U, both triangles in one matrix.</summary>
    public static (double[,] Factors, int[] Permutation) Lu(double[,] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1);
        var f = (double[,])a.Clone();
        int[] rows = [.. Enumerable.Range(0, m)];
        for (int k = 0; k < Math.Min(m, n); k++)
        {
            int best = k;
            for (int i = k + 1; i < m; i++)
                best = Math.Abs(f[i, k]) > Math.Abs(f[best, k]) ? i : best;
            (rows[k], rows[best]) = (rows[best], rows[k]);
            for (int j = 0; j < n; j++)
                (f[k, j], f[best, j]) = (f[best, j], f[k, j]);
            for (int i = k + 1; i < m && f[k, k] != 0; i++)
            {
                f[i, k] /= f[k, k];
                for (int j = k + 1; j < n; j++)
                    f[i, j] -= f[i, k] * f[k, j];
            }
        }

        return (f, rows);
    }

    /// <summary>R of A = Q R, by Householder reflectors one at a time, with the sign convention of a negative first pivot for a
    /// positive column.</summary>
    public static double[,] R(double[,] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1), k = Math.Min(m, n);
        var r = (double[,])a.Clone();
        for (int j = 0; j < k; j++)
        {
            double below = 0;
            for (int i = j + 1; i < m; i++)
                below += r[i, j] * r[i, j];
            if (below == 0)
                continue;
            double alpha = r[j, j], beta = -Math.CopySign(Math.Sqrt(alpha * alpha + below), alpha), tau = (beta - alpha) / beta;
            var v = new double[m];
            v[j] = 1;
            for (int i = j + 1; i < m; i++)
                v[i] = r[i, j] / (alpha - beta);
            for (int c = j; c < n; c++)
            {
                double product = 0;
                for (int i = j; i < m; i++)
                    product += v[i] * r[i, c];
                for (int i = j; i < m; i++)
                    r[i, c] -= tau * product * v[i];
            }
        }

        var upper = new double[k, n];
        for (int i = 0; i < k; i++)
        {
            for (int j = i; j < n; j++)
                upper[i, j] = r[i, j];
        }

        return upper;
    }

    /// <summary>X of L X = B for a lower triangular L.</summary>
    public static double[,] SolveLower(double[,] l, double[,] b)
    {
        var x = (double[,])b.Clone();
        for (int i = 0; i < x.GetLength(0); i++)
        {
            for (int c = 0; c < x.GetLength(1); c++)
            {
                for (int j = 0; j < i; j++)
                    x[i, c] -= l[i, j] * x[j, c];
                x[i, c] /= l[i, i];
            }
        }

        return x;
    }

    /// <summary>exp(A) by its Taylor series after halving A to a norm below one.</summary>
    public static double[,] Exponential(double[,] a)
    {
        int n = a.GetLength(0), halvings = Math.Max(0, (int)Math.Ceiling(Math.Log2(MatrixSamples.Norm(a) + 1e-300)));
        var x = (double[,])a.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                x[i, j] = Math.ScaleB(x[i, j], -halvings);
        }

        var term = new double[n, n];
        var sum = new double[n, n];
        for (int i = 0; i < n; i++)
            term[i, i] = sum[i, i] = 1;
        for (int k = 1; k <= 22; k++)
        {
            term = MatrixSamples.Multiply(term, x);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    sum[i, j] += term[i, j] /= k;
            }
        }

        for (int k = 0; k < halvings; k++)
            sum = MatrixSamples.Multiply(sum, sum);
        return sum;
    }
}
