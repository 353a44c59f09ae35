namespace MathsIA.Optimization;

/// <summary>What the solution of a linear or quadratic program is, and how it is certified.</summary>
/// <remarks>The multipliers obey <c>Qx + c + Aᵀy + Gᵀz − w_l + w_u = 0</c> with z, w_l, w_u at least 0: the sensitivity of the smallest value to a right side is
/// minus its multiplier for equations and inequalities, plus it for lower bounds, minus it for upper bounds.</remarks>
public sealed record ProgramSolution
{
    /// <summary>Why the run ended: <see cref="Status.Converged"/>, <see cref="Status.Infeasible"/> with <see cref="Farkas"/>, <see cref="Status.Unbounded"/> with
    /// <see cref="Ray"/>, or what stopped it.</summary>
    public required Status Status { get; init; }

    /// <summary>The point: the solution, a feasible point for an unbounded program, else the best point met: [n].</summary>
    public required Tensor<double> Value { get; init; }

    /// <summary>The objective there; +∞ for an infeasible program, −∞ for an unbounded one.</summary>
    public required double Objective { get; init; }

    /// <summary>The value of the dual, a lower bound of the objective up to the residuals.</summary>
    public required double DualObjective { get; init; }

    /// <summary>The larger violation of the constraints, in the largest-element norm.</summary>
    public required double PrimalResidual { get; init; }

    /// <summary>The largest element of <c>Qx + c + Aᵀy + Gᵀz − w_l + w_u</c>.</summary>
    public required double DualResidual { get; init; }

    /// <summary>The multipliers y of the equations: [p].</summary>
    public required Tensor<double> EqualityMultipliers { get; init; }

    /// <summary>The multipliers z of the inequalities: [m].</summary>
    public required Tensor<double> InequalityMultipliers { get; init; }

    /// <summary>The multipliers w_l of the lower bounds, 0 where there is none: [n].</summary>
    public required Tensor<double> LowerMultipliers { get; init; }

    /// <summary>The multipliers w_u of the upper bounds, 0 where there is none: [n].</summary>
    public required Tensor<double> UpperMultipliers { get; init; }

    /// <summary>The proof of infeasibility; null unless the status is <see cref="Status.Infeasible"/>.</summary>
    public FarkasCertificate? Farkas { get; init; }

    /// <summary>A direction along which feasible points stay feasible and the objective falls, by 1 for each unit: <c>⟨c, d⟩ = −1</c>, <c>Qd = 0</c>,
    /// <c>Ad = 0</c>, <c>Gd ≤ 0</c>, d at least 0 where there is a lower bound and at most 0 where there is an upper one. Null unless the status is
    /// <see cref="Status.Unbounded"/>.</summary>
    public Tensor<double>? Ray { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Every iterate's objective, largest relative residual and gap; empty when it was not recorded.</summary>
    public required IReadOnlyList<TracePoint> Trace { get; init; }

    /// <summary>The duality gap <c>|Objective − DualObjective|</c>; +∞ for infeasible and unbounded programs.</summary>
    public double Gap => double.IsFinite(Objective) ? Math.Abs(Objective - DualObjective) : double.PositiveInfinity;

    /// <summary>One line: status, iterations, objective, gap and residuals.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: objective {Objective:g8}, gap {Gap:g3}, residuals {PrimalResidual:g3} and {DualResidual:g3}");
}
