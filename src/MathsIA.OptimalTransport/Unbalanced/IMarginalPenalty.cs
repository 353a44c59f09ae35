namespace MathsIA.OptimalTransport;

/// <summary>What it costs a plan to have a marginal that is not the given measure: <c>Σ_i a_i φ(r_i)</c>, with <c>r_i</c> the mass of row i of the plan
/// as a multiple of <c>a_i</c>. Solvers of unbalanced transport are written against this.</summary>
/// <remarks>φ is convex, lower semicontinuous, with <c>φ(1) = 0</c>; the dual sees it through the concave function <c>ψ(f) = −φ*(−f)</c>. Source: L. Chizat,
/// G. Peyré, B. Schmitzer, F.-X. Vialard, "Scaling Algorithms for Unbalanced Optimal Transport Problems", Math. Comp. 87, 2018.</remarks>
public interface IMarginalPenalty
{
    /// <summary>φ(r), for an r where it is finite.</summary>
    /// <param name="ratio">r, at least 0.</param>
    /// <returns>The penalty of a unit of given mass.</returns>
    double Value(double ratio);

    /// <summary>The nearest ratio at which φ is finite: r itself where every ratio is allowed.</summary>
    /// <param name="ratio">r, at least 0.</param>
    /// <returns>The allowed ratio.</returns>
    double Nearest(double ratio);

    /// <summary><c>ψ(f) = −φ*(−f)</c>; −∞ where the potential is not dual feasible.</summary>
    /// <param name="potential">f.</param>
    /// <returns>What a unit of given mass adds to the dual value.</returns>
    double DualValue(double potential);

    /// <summary>The slopes of ψ to the right and to the left of f, the smallest and the largest ratio that are optimal at this potential.</summary>
    /// <param name="potential">f.</param>
    /// <returns>The two slopes, the smaller one first; +∞ for the larger one at the border of what is dual feasible.</returns>
    (double Smallest, double Largest) Ratios(double potential);

    /// <summary>The best potential of a row given all else: <c>argmax_f ψ(f) − ε exp((f − s)/ε)</c>.</summary>
    /// <param name="softMinimum">s, the soft minimum of <c>C_ij − g_j</c> over the row; +∞ when nothing can be reached.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>f.</returns>
    double Potential(double softMinimum, double epsilon);
}
