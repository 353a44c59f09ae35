using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Sums over the Gibbs kernel <c>exp(−C/ε)</c> of any geometry, in the log domain and plain: what solvers are written against.</summary>
internal static class Gibbs
{
    /// <summary><c>−ε log Σ_j exp(h_j − C_ij/ε)</c> for every row i, or with the sum over i for every column.</summary>
    public static void SoftMinimum<T>(ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (costs is IStructuredCost<T> structured)
        {
            structured.SoftMinimum(heights, epsilon, transposed, destination, context);
            return;
        }

        var buffer = new T[costs.Columns];
        if (transposed)
            Columns(costs, heights, epsilon, destination, buffer);
        else
            Rows(costs, heights, epsilon, destination, buffer);
    }

    /// <summary><c>Σ_j exp(−C_ij/ε) x_j</c> for every row i, or with the sum over i for every column.</summary>
    public static void Product<T>(ICostGeometry<T> costs, ReadOnlySpan<double> x, double epsilon, bool transposed, Span<double> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (costs is IStructuredCost<T> structured)
        {
            structured.KernelProduct(x, epsilon, transposed, destination, context);
            return;
        }

        destination.Clear();
        var buffer = new T[costs.Columns];
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer);
            for (int j = 0; j < row.Length; j++)
            {
                double kernel = Math.Exp(-double.CreateTruncating(row[j]) / epsilon);
                if (transposed)
                    destination[j] += kernel * x[i];
                else
                    destination[i] += kernel * x[j];
            }
        }
    }

    private static void Rows<T>(ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, Span<double> destination, T[] buffer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer);
            double largest = double.NegativeInfinity, sum = 0;
            for (int j = 0; j < row.Length; j++)
                largest = Math.Max(largest, heights[j] - (double.CreateTruncating(row[j]) / epsilon));
            if (double.IsNegativeInfinity(largest))
            {
                destination[i] = double.PositiveInfinity;
                continue;
            }

            for (int j = 0; j < row.Length; j++)
                sum += Math.Exp(heights[j] - (double.CreateTruncating(row[j]) / epsilon) - largest);
            destination[i] = -epsilon * (largest + Math.Log(sum));
        }
    }

    /// <summary>Columns in one pass over the rows: a sum is scaled down whenever a larger height turns up.</summary>
    private static void Columns<T>(ICostGeometry<T> costs, ReadOnlySpan<double> heights, double epsilon, Span<double> destination, T[] buffer)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sums = new double[costs.Columns];
        destination.Fill(double.NegativeInfinity);
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer);
            for (int j = 0; j < row.Length; j++)
            {
                double z = heights[i] - (double.CreateTruncating(row[j]) / epsilon), largest = destination[j];
                if (z > largest)
                    (sums[j], destination[j]) = ((sums[j] * Math.Exp(largest - z)) + 1, z);
                else if (!double.IsNegativeInfinity(z))
                    sums[j] += Math.Exp(z - largest);
            }
        }

        for (int j = 0; j < sums.Length; j++)
            destination[j] = -epsilon * (destination[j] + Math.Log(sums[j]));
    }
}
