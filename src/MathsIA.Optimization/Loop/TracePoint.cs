namespace MathsIA.Optimization;

/// <summary>One measurement along a run: what the trace records and what progress reports.</summary>
/// <param name="Iteration">Steps taken so far; 0 is the start.</param>
/// <param name="Objective">The function's value at the present point.</param>
/// <param name="Residual">The optimality measure at the present point.</param>
/// <param name="Elapsed">Time since the run began.</param>
public readonly record struct TracePoint(int Iteration, double Objective, double Residual, TimeSpan Elapsed)
{
    /// <summary>The duality gap at the present point; null where the method has no certificate.</summary>
    public double? Gap { get; init; }
}
