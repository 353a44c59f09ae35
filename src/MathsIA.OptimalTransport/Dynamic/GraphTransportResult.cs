using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A flow on the edges of a graph and a potential on its vertices that certify a Wasserstein-1 distance from above and from below.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record GraphTransportResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The cost <c>Σ length flow</c>: the distance, from above; +∞ where some mass has no way to go.</summary>
    public required double Value { get; init; }

    /// <summary>The value <c>Σ φ (a − b)</c> of <see cref="Potential"/>: the distance, from below.</summary>
    public required double DualValue { get; init; }

    /// <summary><see cref="Value"/> less <see cref="DualValue"/>: rounding, once converged.</summary>
    public double Gap => Value - DualValue;

    /// <summary>The Kantorovich potential φ of every vertex: along an edge from u to v it falls by at most its length.</summary>
    public required Tensor<T> Potential { get; init; }

    /// <summary>The mass on every edge, in the order in which the matrix of lengths stores them. What leaves a vertex less what comes to it is <c>a − b</c> there.</summary>
    public required Tensor<T> Flow { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Pivots of the network simplex.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, value and gap.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}, gap {Gap:g3}");
}
