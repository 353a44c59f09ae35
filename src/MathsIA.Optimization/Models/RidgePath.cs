using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Ridge solutions along a list of weights.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed record RidgePath<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The weights <c>λ</c>, in the order they were asked for.</summary>
    public required IReadOnlyList<double> Lambdas { get; init; }

    /// <summary>The coefficients, one row a weight: [q, p].</summary>
    public required Tensor<T> Coefficients { get; init; }

    /// <summary>The effective degrees of freedom of each, <c>Σ σ_i²/(σ_i² + λ)</c>: from 0 to the rank of the design.</summary>
    public required IReadOnlyList<double> DegreesOfFreedom { get; init; }
}
