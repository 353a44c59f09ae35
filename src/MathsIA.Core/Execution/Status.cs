namespace MathsIA;

/// <summary>How an iteration ended. Ending short of convergence is a status, never an exception.</summary>
public enum Status
{
    /// <summary>The optimality measure fell below its tolerance.</summary>
    Converged = 0,

    /// <summary>The allowed number of iterations was used up.</summary>
    IterationLimit,

    /// <summary>The allowed time was used up.</summary>
    TimeLimit,

    /// <summary>The caller cancelled.</summary>
    Cancelled,

    /// <summary>No further progress is possible in floating point: the step or the decrease fell below rounding.</summary>
    Stalled,

    /// <summary>The objective or an iterate stopped being finite; the last finite point is returned.</summary>
    NonFinite,

    /// <summary>The problem lacks a property that the method stands on (an operator found indefinite or not symmetric, a
    /// preconditioner not positive definite); the best point so far is returned.</summary>
    Breakdown,

    /// <summary>The constraints contradict each other; where the method can prove it, a certificate comes with the answer.</summary>
    Infeasible,

    /// <summary>The objective falls without bound on the feasible set; where the method can prove it, a ray comes with the answer.</summary>
    Unbounded,
}
