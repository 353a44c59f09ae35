namespace MathsIA.OptimalTransport;

/// <summary>Arcs between the points of two levels, by row, with their costs.</summary>
/// <param name="Starts">Where the arcs of each row start.</param>
/// <param name="Columns">The target of each arc.</param>
/// <param name="Costs">The squared distance of each arc.</param>
internal sealed record SparseSupport(int[] Starts, int[] Columns, double[] Costs);
