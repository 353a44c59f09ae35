using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The barycentric map of an entropic plan that keeps the classes of the sources apart: the mass that a target gets should come from one class,
/// <c>min ⟨P, C⟩ + ε KL(P | a ⊗ b) + η Σ_j Σ_c (Σ_{i in c} P_ij)^½</c>.</summary>
/// <remarks>Majorization: the concave penalty is replaced by its tangent at the plan before, which adds to the costs, a few times over. Each round lowers the
/// objective. Source: N. Courty, R. Flamary, D. Tuia, "Domain Adaptation with Regularized Optimal Transport", ECML 2014.</remarks>
public sealed record ClassRegularizedMapEstimator : IMapEstimator
{
    /// <summary>A class without mass at a target: its tangent is taken here, as a share of the mean mass.</summary>
    private const double Least = 1e-3;

    /// <summary>The weight ε of the entropy, in the units of the squared distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(ClassRegularizedMapEstimator)); }

    /// <summary>The weight η of the classes, for masses scaled to 1 at each target.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double ClassWeight { get; init => field = SolverOption.NonNegative(value, nameof(ClassRegularizedMapEstimator)); } = 0.1;

    /// <summary>How many times the penalty is replaced by its tangent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Rounds { get; init => field = SolverOption.AtLeast(value, 1, nameof(ClassRegularizedMapEstimator)); } = 10;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The labels are null.</exception>
    public IPointMap<T> Fit<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int>? labels = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new NearestSourceMap<T>(sources, BarycentricProjection.Of(Plan(sources, targets, labels!, context, cancellationToken), targets));

    /// <summary>The plan itself.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="sources">The points of the source domain, one a row.</param>
    /// <param name="targets">The points of the target domain, one a row.</param>
    /// <param name="labels">The classes of the sources, one each.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at by the solver within.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentNullException">A cloud or the labels are null.</exception>
    /// <exception cref="ShapeMismatchException">Clouds or labels do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public ITransportPlan<T> Plan<T>(Tensor<T> sources, Tensor<T> targets, Tensor<int> labels, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<double> x = PointGuard.Check(sources, nameof(ClassRegularizedMapEstimator), nameof(sources)), y = PointGuard.Check(targets, nameof(ClassRegularizedMapEstimator), nameof(targets), x.Shape[1]);
        ArgumentNullException.ThrowIfNull(labels);
        int n = x.Shape[0], m = y.Shape[0];
        if (labels.Rank != 1 || labels.Length != n)
            throw new ShapeMismatchException($"ClassRegularizedMapEstimator: labels has the shape {labels.Shape}; one class for each of {n} sources is asked for.");
        int[] given = labels.ToArray(), classes = [.. given.Distinct()], of = [.. given.Select(label => Array.IndexOf(classes, label))];
        var distances = new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y);
        Tensor<double> costs = Tensor.Uninitialized<double>(n, m);
        for (int i = 0; i < n; i++)
            distances.Row(i, 0, costs.AsSpan().Slice(i * m, m));
        Tensor<double> plain = costs.Clone();
        var shares = new double[classes.Length * m];
        Tensor<double>? plan = null;
        for (int round = 0; round < Rounds; round++)
        {
            plan = new Sinkhorn { Epsilon = Epsilon }.Solve(new DenseCost<double>(costs), context: context, cancellationToken: cancellationToken).Plan.ToDense();
            Array.Clear(shares);
            for (int k = 0; k < plan.Length; k++)
                shares[(of[k / m] * m) + (k % m)] += m * plan.AsSpan()[k];
            for (int k = 0; k < plan.Length; k++)
                costs.AsSpan()[k] = plain.AsSpan()[k] + (ClassWeight * 0.5 / Math.Sqrt(shares[(of[k / m] * m) + (k % m)] + Least));
        }

        return new DensePlan<T>(plan!.To<T>());
    }
}
