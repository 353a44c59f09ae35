using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A matrix taken apart into one of low rank and a sparse one, and how well that went.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record LowRankSplit<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The part L of low rank: singular values below the threshold are exactly removed.</summary>
    public required Tensor<T> LowRank { get; init; }

    /// <summary>The sparse part S, with exact zeros.</summary>
    public required Tensor<T> Sparse { get; init; }

    /// <summary>The rank of <see cref="LowRank"/>.</summary>
    public required int Rank { get; init; }

    /// <summary>The number of non-zeros of <see cref="Sparse"/>.</summary>
    public required int NonZeros { get; init; }

    /// <summary><c>‖L‖_* + λ‖S‖₁</c>.</summary>
    public required T Objective { get; init; }

    /// <summary>The matrix Y with <c>‖Y‖₂ ≤ 1</c> and <c>‖Y‖_∞ ≤ λ</c> that certifies it: no split has an objective below <c>⟨Y, M⟩</c>.</summary>
    public required Tensor<T> Dual { get; init; }

    /// <summary><c>Objective − ⟨Y, M⟩</c>, up to the residual.</summary>
    public required T Gap { get; init; }

    /// <summary><c>‖M − L − S‖_F / ‖M‖_F</c>.</summary>
    public required T RelativeResidual { get; init; }

    /// <summary>Why the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The steps taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>Every measurement, in order; empty when it was not recorded.</summary>
    public required IReadOnlyList<TracePoint> Trace { get; init; }
}
