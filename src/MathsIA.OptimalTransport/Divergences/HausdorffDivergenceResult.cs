namespace MathsIA.OptimalTransport;

/// <summary>An ε-Hausdorff divergence, and how its self terms were solved.</summary>
public sealed record HausdorffDivergenceResult
{
    /// <summary>The divergence.</summary>
    public required double Value { get; init; }

    /// <summary>The larger marginal error of the two self terms, as a share of the mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How the solvers ended: converged if both did.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations of both self terms together.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }
}
