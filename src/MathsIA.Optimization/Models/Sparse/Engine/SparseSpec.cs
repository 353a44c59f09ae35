namespace MathsIA.Optimization;

/// <summary>Which single-output model is asked for.</summary>
/// <param name="Operation">The public operation, for messages.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Penalty">The penalty.</param>
/// <param name="L1Ratio">The share of the absolute part of an elastic net.</param>
/// <param name="Gamma">The shape of a penalty that is not convex.</param>
internal sealed record SparseSpec(string Operation, SparseLoss Loss = SparseLoss.Squares, SparsePenalty Penalty = SparsePenalty.ElasticNet, double L1Ratio = 1, double Gamma = 3);

/// <summary>The losses of single-output models.</summary>
internal enum SparseLoss
{
    Squares,
    Logistic,
    Poisson,
}

/// <summary>The penalties of single-output models.</summary>
internal enum SparsePenalty
{
    ElasticNet,
    Mcp,
    Scad,
    Group,
}
