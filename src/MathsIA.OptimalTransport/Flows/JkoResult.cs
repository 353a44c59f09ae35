using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A gradient flow on a grid, step by step.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record JkoResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The masses of the cells at the start and after each step.</summary>
    public required IReadOnlyList<Tensor<T>> Frames { get; init; }

    /// <summary>The energy <c>∫ U(ρ) + V ρ</c> at the start and after each step.</summary>
    public required IReadOnlyList<double> Energies { get; init; }

    /// <summary>The largest marginal error of any step, <c>‖P1 − p‖₁</c> as a share of the mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How the run ended: converged when every step did.</summary>
    public required Status Status { get; init; }

    /// <summary>Scaling iterations of all steps together.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }
}
