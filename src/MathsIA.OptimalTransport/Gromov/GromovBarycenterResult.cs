using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A Gromov-Wasserstein barycenter: its inner distances, a plan to each space, and the objective.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record GromovBarycenterResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The inner distances (or similarities) C of the barycenter.</summary>
    public required Tensor<T> Structure { get; init; }

    /// <summary>Its masses p.</summary>
    public required Tensor<T> Masses { get; init; }

    /// <summary>The plan from the barycenter to each space.</summary>
    public required IReadOnlyList<ITransportPlan<T>> Plans { get; init; }

    /// <summary>The objective, <c>Σ λ_k Σ L(C_ij, D_kl) P_ik P_jl</c> at the structure and the plans.</summary>
    public required double Value { get; init; }

    /// <summary>The parts of the objective, one for each space, without their weights.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The objective, iteration by iteration: it never rises.</summary>
    public required IReadOnlyList<double> Trace { get; init; }

    /// <summary>How the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>How many times the structure was set.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations and value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}");
}
