namespace MathsIA.OptimalTransport;

/// <summary>Which solver answered a transport problem.</summary>
public enum TransportSolver
{
    /// <summary>Sorting: <see cref="LineTransport"/>.</summary>
    Line = 0,

    /// <summary>The assignment problem: <see cref="LinearAssignment"/>.</summary>
    Assignment,

    /// <summary>Exact transport: <see cref="NetworkSimplex"/>.</summary>
    NetworkSimplex,

    /// <summary>Entropic transport over all pairs, none of them kept for point clouds: <see cref="Sinkhorn"/>.</summary>
    Sinkhorn,

    /// <summary>Entropic transport from coarse to fine: <see cref="MultiscaleSinkhorn"/>.</summary>
    Multiscale,

    /// <summary>The closed form for normal distributions: <see cref="BuresWasserstein"/>.</summary>
    Gaussian,

    /// <summary>Transport over plans of low rank, in linear time: <see cref="LowRankSinkhorn"/>.</summary>
    LowRank,
}
