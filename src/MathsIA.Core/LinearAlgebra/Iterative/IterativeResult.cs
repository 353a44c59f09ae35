using System.Numerics;

namespace MathsIA.LinearAlgebra;

/// <summary>What an iterative solver found, and how good it is.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record IterativeResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The best point found, whatever the status.</summary>
    public required Tensor<T> Solution { get; init; }

    /// <summary>How the iteration ended.</summary>
    public required Status Status { get; init; }

    /// <summary>The iterations done.</summary>
    public required int Iterations { get; init; }

    /// <summary><c>‖b - Ax‖₂</c> at the solution, computed afresh from its definition and not by the recurrence.</summary>
    public required T ResidualNorm { get; init; }

    /// <summary>Whether the solution satisfies the equations to the tolerance. False with <see cref="Status.Converged"/> means
    /// that no x does, and that the solution minimizes the residual.</summary>
    public required bool IsConsistent { get; init; }

    /// <summary>For least squares, the norm of the gradient <c>A*(b - Ax) - λ²x</c>; for MINRES <c>‖Ar‖</c>; null otherwise.</summary>
    public T? GradientNorm { get; init; }

    /// <summary>The residual norm before every iteration and after the last, as the method estimates it; empty unless asked for.</summary>
    public IReadOnlyList<T> ResidualHistory { get; init; } = [];
}
