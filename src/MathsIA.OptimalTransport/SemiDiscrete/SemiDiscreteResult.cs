namespace MathsIA.OptimalTransport;

/// <summary>The optimal map of a density to sites: the weights of its Laguerre cells, and how good they are.</summary>
public sealed record SemiDiscreteResult
{
    /// <summary>The weights w; their mean is 0.</summary>
    public required Tensor<double> Weights { get; init; }

    /// <summary>The cells: cell i is what the map takes to site i.</summary>
    public required LaguerreDiagram Diagram { get; init; }

    /// <summary>The masses of the cells.</summary>
    public required Tensor<double> CellMasses { get; init; }

    /// <summary>The cost <c>∫ ‖x − T(x)‖² ρ</c> of the map.</summary>
    public required double Cost { get; init; }

    /// <summary>The dual value <c>∫ min_i (‖x − x_i‖² − w_i) ρ + Σ w_i a_i</c>: a lower bound of the cost of transport to the masses asked for.</summary>
    public required double DualValue { get; init; }

    /// <summary><c>Σ |G_i − a_i|</c> of cell masses and masses asked for, as a share of the total.</summary>
    public required double MassError { get; init; }

    /// <summary>The mass error before each step and at the end: quadratic convergence is seen here.</summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Newton steps.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }
}
