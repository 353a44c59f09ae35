using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A flux of mass and a potential that certify the Wasserstein-1 distance of two densities on a grid from above and from below.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record BeckmannResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The cost <c>∫ |m|</c> of <see cref="Flux"/>, which moves all mass: an upper bound of the discrete problem.</summary>
    public required double Value { get; init; }

    /// <summary>The value <c>∫ φ (ρ₀ − ρ₁)</c> of <see cref="Potential"/>, whose slope is nowhere above 1: a lower bound.</summary>
    public required double DualValue { get; init; }

    /// <summary><see cref="Value"/> less <see cref="DualValue"/>.</summary>
    public double Gap => Value - DualValue;

    /// <summary>The Kantorovich potential φ in the cells: 1-Lipschitz in the metric of the grid.</summary>
    public required Tensor<T> Potential { get; init; }

    /// <summary>The mass times velocity m through the face behind each cell, axis by axis: shape [axes, grid]. <c>div m = ρ₀ − ρ₁</c>.</summary>
    public required Tensor<T> Flux { get; init; }

    /// <summary>How the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, value and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}, gap {Gap:g3}");
}
