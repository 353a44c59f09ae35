namespace MathsIA.Optimization;

/// <summary>When a graphical Lasso stops.</summary>
public sealed record GraphicalLassoOptions
{
    /// <summary>Converged when the duality gap is at most this times the number of variables. By default 1e-8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Tolerance { get; init => field = Guard.NonNegative(value, nameof(GraphicalLassoOptions), nameof(value)); } = 1e-8;

    /// <summary>The most sweeps over all columns. By default 500.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = Guard.AtLeastOne(value, nameof(GraphicalLassoOptions), nameof(value)); } = 500;

    /// <summary>Whether the diagonal of the precision is penalized too. Off by default.</summary>
    public bool PenalizesDiagonal { get; init; }
}
