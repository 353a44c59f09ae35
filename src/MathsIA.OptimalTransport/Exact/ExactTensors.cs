using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Puts an exact answer, worked out in doubles, into the types that users see.</summary>
internal static class ExactTensors
{
    public static Tensor<T> Of<T>(double[] values, double factor = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.From(Array.ConvertAll(values, value => T.CreateTruncating(value * factor)));

    /// <summary>An answer known to be optimal, whose plan meets the masses.</summary>
    public static TransportResult<T> Answer<T>(int rows, int columns, List<PlanEntry<T>> entries, double cost, double dual, double[] f, double[] g, double defect, int iterations, TimeSpan elapsed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            Plan = new SparsePlan<T>(rows, columns, [.. entries]),
            LinearCost = cost,
            DualValue = dual,
            // Both sums are of the same terms: below 0 there is but their rounding.
            Gap = Math.Max(0, cost - dual),
            LowerBound = dual,
            UpperBound = cost,
            MarginalError = 0,
            MassDefect = defect,
            SourcePotentials = Of<T>(f),
            TargetPotentials = Of<T>(g),
            Status = Status.Converged,
            Iterations = iterations,
            Elapsed = elapsed,
        };
}
