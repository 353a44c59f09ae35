using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A flow of mass from one density to another, and how good it is.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record DynamicTransportResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The action <c>∫∫ |m|² / ρ dx dt</c> of the flow as the energy sees it, where no density is negative: converges to the discrete
    /// optimum, which approaches the squared Wasserstein distance as the grid is refined.</summary>
    public required double Value { get; init; }

    /// <summary>The action of <see cref="Density"/> and of the faces it was averaged from, which meet the continuity equation exactly; +∞ where that
    /// flow still takes mass from cells that have none.</summary>
    public required double FeasibleValue { get; init; }

    /// <summary>A lower bound of the action of every discrete flow: the dual value of a feasible potential. As good as the run has converged, and as the potential is smooth.</summary>
    public required double LowerBound { get; init; }

    /// <summary><see cref="FeasibleValue"/> less <see cref="LowerBound"/>: how far the flow is from the discrete optimum at most.</summary>
    public double Gap => FeasibleValue - LowerBound;

    /// <summary>The masses of the cells at the times <c>k / Steps</c>, k from 0 to Steps: the first frame is the source, the last one the target.</summary>
    public required Tensor<T> Density { get; init; }

    /// <summary>The momentum in the cells at the times <c>(k + ½) / Steps</c>, axis by axis: mass in a cell times its velocity. Its shape is
    /// [axes, steps, grid].</summary>
    public required Tensor<T> Momentum { get; init; }

    /// <summary>The largest defect of the continuity equation <c>∂ρ/∂t + div m = 0</c>, relative to the mean density per unit of time.</summary>
    public required double ContinuityError { get; init; }

    /// <summary>How far the two copies of the flow are apart (one meets the continuity equation, one has a finite energy), relative to their size, or how much
    /// they still change, whichever is more.</summary>
    public required double Residual { get; init; }

    /// <summary>The values, one for each iteration.</summary>
    public required IReadOnlyList<double> Trace { get; init; }

    /// <summary>How the run ended.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations taken.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>One line: status, iterations, value and residual.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Status} after {Iterations} iterations: value {Value:g8}, at least {LowerBound:g8}, residual {Residual:g3}");
}
