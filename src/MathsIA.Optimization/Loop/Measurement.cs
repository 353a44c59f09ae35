using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How good a point is.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Objective">The function's value there; +∞ outside the domain, where only points ranked by residual may lie.</param>
/// <param name="Residual">The optimality measure there, 0 at a solution: for smooth functions the norm of the gradient, else what
/// the method says.</param>
public readonly record struct Measurement<T>(T Objective, T Residual) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The duality gap: the objective is within it of the smallest possible. Null where the method has no certificate.</summary>
    public T? Gap { get; init; }

    /// <summary>Whether the smallest residual marks the best point, and not the smallest objective: for methods whose points
    /// may lie outside the domain, or undercut the smallest value by violating a constraint.</summary>
    public bool RanksByResidual { get; init; }

    /// <summary>Whether the method has proved that no point satisfies all constraints; the run then ends as <see cref="Status.Infeasible"/> with this point, and what
    /// proves it is the dual point.</summary>
    public bool ProvesInfeasibility { get; init; }

    /// <summary>Whether the numbers mean something: both finite, or the objective +∞ for a point ranked by its residual.</summary>
    public bool IsSound => T.IsFinite(Residual) && (T.IsFinite(Objective) || (RanksByResidual && T.IsPositiveInfinity(Objective)));

    internal bool IsAtLeastAsGoodAs(Measurement<T> other) =>
        RanksByResidual ? Residual <= other.Residual : Objective <= other.Objective;
}
