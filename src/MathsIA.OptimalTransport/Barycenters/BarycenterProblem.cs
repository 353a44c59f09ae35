using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Measures, their costs to a common support, and weights: checked, as doubles, of equal masses, weights of sum 1.</summary>
internal sealed class BarycenterProblem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private BarycenterProblem(ICostGeometry<T>[] costs, double[][] measures, double[] weights) => (Costs, Measures, Weights) = (costs, measures, weights);

    public ICostGeometry<T>[] Costs { get; }

    public double[][] Measures { get; }

    public double[] Weights { get; }

    public int Count => Measures.Length;

    public int Support => Costs[0].Rows;

    public double Total => Measures[0].Sum();

    /// <summary>Entries of all plans together.</summary>
    public long Cells => Costs.Sum(cost => (long)cost.Rows * cost.Columns);

    public static BarycenterProblem<T> Create(IReadOnlyList<ICostGeometry<T>> costs, IReadOnlyList<Tensor<T>> measures, Tensor<T>? weights, string operation)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(measures);
        if (measures.Count == 0 || costs.Count != measures.Count)
            throw new ArgumentException($"{operation}: {costs.Count} costs and {measures.Count} measures; at least one measure and as many costs are asked for.", nameof(costs));
        var masses = new double[measures.Count][];
        for (int k = 0; k < masses.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(costs[k], nameof(costs));
            ArgumentNullException.ThrowIfNull(measures[k], nameof(measures));
            if (costs[k].Rows == 0 || costs[k].Columns == 0 || costs[k].Rows != costs[0].Rows)
                throw new ShapeMismatchException($"{operation}: costs {k} is {costs[k].Rows} by {costs[k].Columns}; {costs[0].Rows} points of the support, and points on both sides, are asked for.");
            masses[k] = OptimalTransport.Masses.Check(measures[k], costs[k].Columns, operation, nameof(measures));
        }

        BarycenterWeights.Equalize(masses, operation);
        return new([.. costs], masses, BarycenterWeights.Check(weights, masses.Length, operation));
    }
}
