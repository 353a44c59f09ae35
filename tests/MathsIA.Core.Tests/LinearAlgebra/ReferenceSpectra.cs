namespace MathsIA.Tests.LinearAlgebra;

/// <summary>Jacobi's methods in double, one rotation at a time: the naive twins of the spectral kernels.</summary>
internal static class ReferenceSpectra
{
    /// <summary>The eigenvalues of a symmetric matrix, increasing, and their vectors as columns, by cyclic two-sided rotations.</summary>
    public static (double[] Values, double[,] Vectors) Eigen(double[,] symmetric)
    {
        int n = symmetric.GetLength(0);
        var a = (double[,])symmetric.Clone();
        var v = new double[n, n];
        for (int i = 0; i < n; i++)
            v[i, i] = 1;
        for (int sweep = 0; sweep < 60; sweep++)
        {
            double off = 0, all = 0;
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    all += a[i, j] * a[i, j];
                    off += i == j ? 0 : a[i, j] * a[i, j];
                }
            }

            if (off <= 1e-34 * all)
                break;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    if (a[p, q] == 0)
                        continue;
                    double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
                    double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                    for (int i = 0; i < n; i++)
                        (a[i, p], a[i, q]) = (c * a[i, p] - s * a[i, q], s * a[i, p] + c * a[i, q]);
                    for (int i = 0; i < n; i++)
                        (a[p, i], a[q, i]) = (c * a[p, i] - s * a[q, i], s * a[p, i] + c * a[q, i]);
                    for (int i = 0; i < n; i++)
                        (v[i, p], v[i, q]) = (c * v[i, p] - s * v[i, q], s * v[i, p] + c * v[i, q]);
                }
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => a[i, i])];
        var vectors = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
                vectors[i, j] = v[i, order[j]];
        }

        return ([.. order.Select(i => a[i, i])], vectors);
    }

    /// <summary>The singular values, decreasing, by one-sided rotations of the columns of the tall one of A and Aᵀ.</summary>
    public static double[] SingularValues(double[,] matrix)
    {
        int m = matrix.GetLength(0), n = matrix.GetLength(1);
        bool wide = n > m;
        if (wide)
            (m, n) = (n, m);
        var a = new double[m, n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
                a[i, j] = wide ? matrix[j, i] : matrix[i, j];
        }

        bool turned = true;
        for (int sweep = 0; sweep < 60 && turned; sweep++)
        {
            turned = false;
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double x = 0, y = 0, z = 0;
                    for (int i = 0; i < m; i++)
                    {
                        x += a[i, p] * a[i, p];
                        y += a[i, q] * a[i, q];
                        z += a[i, p] * a[i, q];
                    }

                    if (Math.Abs(z) <= 1e-16 * Math.Sqrt(x * y))
                        continue;
                    turned = true;
                    double theta = (y - x) / (2 * z), t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
                    double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
                    for (int i = 0; i < m; i++)
                        (a[i, p], a[i, q]) = (c * a[i, p] - s * a[i, q], s * a[i, p] + c * a[i, q]);
                }
            }
        }

        var values = new double[n];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < m; i++)
                values[j] += a[i, j] * a[i, j];
            values[j] = Math.Sqrt(values[j]);
        }

        return [.. values.OrderDescending()];
    }
}
