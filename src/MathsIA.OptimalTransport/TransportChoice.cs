namespace MathsIA.OptimalTransport;

/// <summary>Which solver was picked for a problem, and why.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Reason">One sentence.</param>
public sealed record TransportChoice(TransportSolver Solver, string Reason);
