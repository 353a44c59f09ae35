namespace MathsIA.OptimalTransport;

/// <summary>The potentials of an entropic problem and the two half-steps that improve them: Sinkhorn's iteration, however the kernel is kept.</summary>
internal interface ISinkhornSweep
{
    /// <summary>Room for the potentials of the sources; they may lag behind.</summary>
    double[] F { get; }

    /// <summary>Room for the potentials of the targets; see <see cref="TargetPotentials"/> for what they are now.</summary>
    double[] G { get; }

    /// <summary>Moves F to, or with a relaxation above 1 beyond, what meets every row exactly given G, and finds the column sums of the plan that they make.</summary>
    /// <returns>How far the marginals of that plan are from the masses: <c>‖P1 − a‖₁ + ‖Pᵀ1 − b‖₁</c>.</returns>
    double Rows(double epsilon, double relaxation);

    /// <summary>What of the dual value depends on the potentials, <c>Σ a_i f_i + Σ b_j g_j</c>, after <see cref="Rows"/> without relaxation: every row is met
    /// then, so that the total of the plan, the rest of the dual value, is that of the masses.</summary>
    double DualValue(double epsilon);

    /// <summary>Moves G likewise, from the column sums of <see cref="Rows"/>.</summary>
    void Columns(double epsilon, double relaxation);

    /// <summary>Writes down the potentials of the targets as they are now.</summary>
    void TargetPotentials(double epsilon, Span<double> destination);

    /// <summary>Goes on from other potentials of the targets, near or far.</summary>
    void Restart(double epsilon, ReadOnlySpan<double> g);
}
