using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Weights that change seldom over time, as estimated: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record SimplexTrendFilterModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights, one row a time, each at least 0 with the sum 1: [n, m].</summary>
    public required Tensor<T> Weights { get; init; }

    /// <summary><c>Σ (y_i − ⟨M_i, W_i⟩)²</c> plus the penalty.</summary>
    public required T Objective { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective, up to rounding.</summary>
    public required T Gap { get; init; }

    /// <summary>Why the estimation ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The primal-dual steps.</summary>
    public required int Iterations { get; init; }
}
