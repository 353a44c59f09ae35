namespace MathsIA.Optimization;

/// <summary>How <see cref="ChambollePock"/> chooses its steps along a run.</summary>
public enum PrimalDualSteps
{
    /// <summary>The same steps throughout.</summary>
    Fixed = 0,

    /// <summary>For a μ-strongly convex g: <c>θ = 1/√(1 + 2μτ)</c>, <c>τ ← θτ</c>, <c>σ ← σ/θ</c>, with an error of O(1/k²) of the primal point. Chambolle and Pock 2011,
    /// algorithm 2. The dual steps grow without end and the residual with them: the gap is its measure, so stop it by <see cref="MinimizeOptions.GapTolerance"/>.</summary>
    Accelerated,

    /// <summary>Keeps the primal and the dual residual within a factor of each other, by changes that die out. Goldstein, Li, Yuan, Esser and Baraniuk 2013.</summary>
    Balanced,

    /// <summary>A line search on the dual step, which needs no norm of K and takes longer steps where it can. Malitsky and Pock 2018, algorithm 1.</summary>
    LineSearch,
}
