namespace MathsIA.AutoDiff;

/// <summary>How derivatives pass through a solve.</summary>
public enum OdeGradient
{
    /// <summary>Through the steps, as through any computation: exact for what was computed, in all modes and orders; reverse mode keeps
    /// every stage of every step.</summary>
    Direct = 0,

    /// <summary>Through the same steps, in the memory of a few states: backward computes states again by a
    /// <see cref="CheckpointSchedule"/>. The numbers are those of <see cref="Direct"/> up to rounding. One more run forward than direct, without
    /// recording.</summary>
    DiscreteAdjoint,

    /// <summary>By the adjoint equation <c>a′ = −(∂f/∂y)ᵀ a</c>, solved backward in time together with the state, in constant memory, with steps and
    /// tolerances of its own. The numbers are those of the exact flow up to the tolerances, not those of the steps taken: a gradient that
    /// is compared with differences of computed values shows it. The state must be recoverable backward: not for stiff or chaotic
    /// equations. (Pontryagin 1962; Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018.)</summary>
    ContinuousAdjoint,
}
