using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A barycenter whose points were free to move, or came out of the measures.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record FreeSupportBarycenterResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The points of the barycenter, one a row.</summary>
    public required Tensor<T> Support { get; init; }

    /// <summary>Their masses.</summary>
    public required Tensor<T> Masses { get; init; }

    /// <summary>The objective <c>Σ λ_k ⟨P_k, C_k⟩</c> of the points and plans returned, squared distances: an upper bound of the smallest.</summary>
    public required double Value { get; init; }

    /// <summary>The linear cost <c>⟨P_k, C_k⟩</c> to each measure.</summary>
    public required IReadOnlyList<double> LinearCosts { get; init; }

    /// <summary>The plan from the barycenter to each measure.</summary>
    public required IReadOnlyList<ITransportPlan<T>> Plans { get; init; }

    /// <summary>How far the points are from where the plans would have them, the mean images of the barycentric projections: root mean square, in the units of the points. 0 at a fixed point.</summary>
    public required double Residual { get; init; }

    /// <summary>The largest marginal error of the plans, as a share of the mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How the solver ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken, one transport problem a measure each.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, objective and residual.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}, residual {Residual:g3}");
}
