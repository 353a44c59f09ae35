using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A Sinkhorn divergence with its three terms, its gradient with respect to the masses, and what gradients with respect to positions are made of.</summary>
/// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
public sealed record SinkhornDivergenceResult<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The divergence: <see cref="CrossValue"/> less half of <see cref="SourceSelfValue"/> and <see cref="TargetSelfValue"/>, and <c>ε/2 (Σa − Σb)²</c>.</summary>
    public required double Value { get; init; }

    /// <summary><c>OT_ε(α, β)</c>, the dual value of transport between the two.</summary>
    public required double CrossValue { get; init; }

    /// <summary><c>OT_ε(α, α)</c>.</summary>
    public required double SourceSelfValue { get; init; }

    /// <summary><c>OT_ε(β, β)</c>.</summary>
    public required double TargetSelfValue { get; init; }

    /// <summary>The gradient with respect to the masses a; for balanced transport up to a constant.</summary>
    public required Tensor<T> SourceGradient { get; init; }

    /// <summary>The gradient with respect to the masses b; for balanced transport up to a constant.</summary>
    public required Tensor<T> TargetGradient { get; init; }

    /// <summary>The plan from α to β.</summary>
    public required ITransportPlan<T> CrossPlan { get; init; }

    /// <summary>The plan from α to itself.</summary>
    public required ITransportPlan<T> SourcePlan { get; init; }

    /// <summary>The plan from β to itself.</summary>
    public required ITransportPlan<T> TargetPlan { get; init; }

    /// <summary>The largest marginal error of the three problems, as a share of the mass.</summary>
    public required double MarginalError { get; init; }

    /// <summary>How the solvers ended: converged if all three did.</summary>
    public required Status Status { get; init; }

    /// <summary>Iterations of all three problems together.</summary>
    public required int Iterations { get; init; }

    /// <summary>The time taken.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The gradient with respect to the positions of the sources.</summary>
    /// <typeparam name="TCost">The cost.</typeparam>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row.</param>
    /// <param name="cost">The cost of the problem.</param>
    /// <returns>One row a source: what transport to the targets pulls at, less what transport to itself does.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The clouds are not those of the problem.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public Tensor<T> SourcePositions<TCost>(Tensor<T> sources, Tensor<T> targets, TCost cost = default) where TCost : struct, IDifferentiableCost<T> =>
        // Half of the self term, which moves at both of its ends.
        TransportGradient.SourcePositions(CrossPlan, sources, targets, cost) - TransportGradient.SourcePositions(SourcePlan, sources, sources, cost);

    /// <summary>The gradient with respect to the positions of the targets.</summary>
    /// <typeparam name="TCost">The cost.</typeparam>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row.</param>
    /// <param name="cost">The cost of the problem.</param>
    /// <returns>One row a target.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">The clouds are not those of the problem.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public Tensor<T> TargetPositions<TCost>(Tensor<T> sources, Tensor<T> targets, TCost cost = default) where TCost : struct, IDifferentiableCost<T> =>
        TransportGradient.TargetPositions(CrossPlan, sources, targets, cost) - TransportGradient.SourcePositions(TargetPlan, targets, targets, cost);
}
