using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The exact barycenter of measures on the line for squared distances: its quantile function is the weighted mean of theirs.</summary>
/// <remarks>At most <c>Σ m_k − K + 1</c> points, in ascending order. Cost: a sort of each measure and one walk over all of them. Source: M. Agueh, G. Carlier, "Barycenters in the Wasserstein
/// Space", SIAM J. Math. Anal. 43(2), 2011, section 6.</remarks>
public static class QuantileBarycenter
{
    private const string Operation = nameof(QuantileBarycenter);

    /// <summary>Finds the barycenter.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="positions">The points of each measure on the line, in any order.</param>
    /// <param name="measures">The masses of each measure; null, or null for a measure, for the uniform distribution.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <returns>Points (one coordinate each), masses, the plans to the measures and the objective <c>Σ λ_k W₂²</c>.</returns>
    /// <exception cref="ArgumentNullException">The positions are null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">There is no measure, a total mass is 0, or they differ.</exception>
    public static FreeSupportBarycenterResult<T> Solve<T>(IReadOnlyList<Tensor<T>> positions, IReadOnlyList<Tensor<T>?>? measures = null, Tensor<T>? weights = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count == 0)
            throw new ArgumentException($"{Operation}: positions is empty; at least one measure is asked for.", nameof(positions));
        if (measures is not null && measures.Count != positions.Count)
            throw new ShapeMismatchException($"{Operation}: positions has {positions.Count} measures and measures the masses of {measures.Count}.");
        int count = positions.Count;
        double[][] points = new double[count][], masses = new double[count][];
        int[][] order = new int[count][];
        for (int k = 0; k < count; k++)
        {
            ArgumentNullException.ThrowIfNull(positions[k], nameof(positions));
            points[k] = Doubles.Vector(positions[k], positions[k].Length, Operation, nameof(positions));
            if (points[k].Length == 0)
                throw new ShapeMismatchException($"{Operation}: measure {k} has no points.");
            masses[k] = Masses.Check(measures?[k], points[k].Length, Operation, nameof(measures));
        }

        BarycenterWeights.Equalize(masses, Operation);
        double[] shares = BarycenterWeights.Check(weights, count, Operation);
        for (int k = 0; k < count; k++)
        {
            order[k] = [.. Enumerable.Range(0, points[k].Length)];
            double[] keys = (double[])points[k].Clone();
            Array.Sort(keys, order[k]);
            order[k] = Array.FindAll(order[k], j => masses[k][j] > 0);
        }

        return Walk<T>(points, masses, order, shares, start);
    }

    /// <summary>Goes through all quantile functions together: a new point wherever one of them jumps.</summary>
    private static FreeSupportBarycenterResult<T> Walk<T>(double[][] points, double[][] masses, int[][] order, double[] shares, long start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = points.Length;
        int[] at = new int[count];
        double[] left = [.. order.Select((indices, k) => masses[k][indices[0]])];
        var support = new List<double>();
        var held = new List<double>();
        var entries = new List<PlanEntry<T>>[count];
        for (int k = 0; k < count; k++)
            entries[k] = [];
        double[] costs = new double[count];
        while (true)
        {
            int next = 0;
            double mean = 0;
            for (int k = 0; k < count; k++)
            {
                mean += shares[k] * points[k][order[k][at[k]]];
                // The last point of a measure takes what rounding leaves over.
                if (Remaining(k) < Remaining(next))
                    next = k;
            }

            double step = Remaining(next);
            bool isLast = double.IsPositiveInfinity(step);
            if (isLast)
                step = left.Min();
            if (step > 0)
            {
                for (int k = 0; k < count; k++)
                {
                    int j = order[k][at[k]];
                    double distance = mean - points[k][j];
                    costs[k] += step * distance * distance;
                    entries[k].Add(new(support.Count, j, T.CreateTruncating(step)));
                    left[k] = Math.Max(0, left[k] - step);
                }

                support.Add(mean);
                held.Add(step);
            }

            if (isLast)
                break;
            left[next] = masses[next][order[next][++at[next]]];
        }

        return new()
        {
            Support = Doubles.Tensor<T>([.. support], support.Count, 1),
            Masses = Doubles.Tensor<T>([.. held]),
            Value = Doubles.Dot(shares, costs),
            LinearCosts = costs,
            Plans = [.. entries.Select((list, k) => new SparsePlan<T>(support.Count, points[k].Length, [.. list]))],
            Residual = 0,
            MarginalError = 0,
            Status = Status.Converged,
            Iterations = support.Count,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };

        double Remaining(int k) => at[k] == order[k].Length - 1 ? double.PositiveInfinity : left[k];
    }
}
