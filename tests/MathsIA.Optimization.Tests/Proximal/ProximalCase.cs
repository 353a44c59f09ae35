using System.Numerics;

namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>A row of the contract table: how to make an operator in either precision, and independent formulas for it.</summary>
internal sealed record ProximalCase
{
    /// <summary>The row's name.</summary>
    public required string Name { get; init; }

    public required Func<IProximable<double>> Double { get; init; }

    public required Func<IProximable<float>> Single { get; init; }

    /// <summary>The length of the points it is tried on.</summary>
    public int Length { get; init; } = 7;

    /// <summary>The value, written anew and naively, in double.</summary>
    public required Func<double[], double> Value { get; init; }

    /// <summary>The conjugate, from its own formula and not from the prox; null where it is not known.</summary>
    public Func<double[], double>? Conjugate { get; init; }

    /// <summary>Brings a draw of normal numbers to where the function is interesting.</summary>
    public Func<double[], double[]> Point { get; init; } = x => x;

    /// <summary>The tolerance of comparisons in double.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Whether the prox is not convex and to be checked against a search.</summary>
    public bool IsNonConvex { get; init; }

    public override string ToString() => Name;
}
