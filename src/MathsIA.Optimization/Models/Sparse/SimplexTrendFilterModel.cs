using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Weights that change seldom over time, as estimated: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SimplexTrendFilterModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights, one row a time, each at least 0 with the sum 1: [n, m].</summary>
    public required Tensor<T> Weights { get; init; }

    /// <summary>The dual point u, one row a jump: [n − 1, m]. Its entries are at most λ, or with <see cref="TrendPenalty.Rows"/> its rows' norms.</summary>
    /// <remarks>With residuals <c>r_i</c> and <c>g_i = u_{i−1} − u_i − 2 r_i M_i</c> (u is 0 beyond its ends), the weights are optimal if and only if for some such u
    /// <c>g_ij = min_k g_ik</c> wherever <c>W_ij &gt; 0</c>, and <c>⟨u, DW⟩ = λ TV(W)</c> for the jumps <c>(DW)_i = W_{i+1} − W_i</c>.</remarks>
    public required Tensor<T> Dual { get; init; }

    /// <summary><c>Σ (y_i − ⟨M_i, W_i⟩)²</c> plus the penalty.</summary>
    public required T Objective { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective, up to rounding.</summary>
    public required T Gap { get; init; }

    /// <summary>How far the pair is from its conditions: the largest entry of <c>W_i − P(W_i − g_i)</c> and of <c>u_i − P(u_i + (DW)_i)</c>, where P
    /// projects onto the simplex and onto what the penalty allows. 0 at a solution and nowhere else.</summary>
    public required T Violation { get; init; }

    /// <summary>Why the estimation ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The primal-dual steps.</summary>
    public required int Iterations { get; init; }
}
