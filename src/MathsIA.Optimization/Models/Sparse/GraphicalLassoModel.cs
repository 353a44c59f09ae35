using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A sparse precision matrix, as estimated: immutable.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record GraphicalLassoModel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The precision matrix Θ, symmetric and positive definite: [p, p]. A zero says that two variables are independent given the others.</summary>
    public required Tensor<T> Precision { get; init; }

    /// <summary>The covariance W of the dual: symmetric, within λ of the given one, the inverse of Θ at the solution: [p, p].</summary>
    public required Tensor<T> Covariance { get; init; }

    /// <summary>The weight of the penalty.</summary>
    public required double Lambda { get; init; }

    /// <summary><c>−log det Θ + tr(S Θ) + λ Σ |Θ_ij|</c>.</summary>
    public required T Objective { get; init; }

    /// <summary>The duality gap: <c>Objective − Gap</c> is a lower bound of the smallest objective. Infinite while Θ or W is not positive definite.</summary>
    public required T Gap { get; init; }

    /// <summary>Why the estimation ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The sweeps over all columns.</summary>
    public required int Iterations { get; init; }
}
