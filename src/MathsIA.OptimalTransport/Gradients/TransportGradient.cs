using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Gradients of transport values by the envelope theorem: at the optimum the plan and the potentials may be held fixed.</summary>
/// <remarks>For the smallest linear cost and for the smallest <see cref="TransportResult{T}.KlValue"/> alike, and for unbalanced and partial problems: with
/// respect to the costs the gradient is the plan P itself, with respect to the masses it is the potentials, with respect to positions the
/// sums below. Exact at the optimum, and off it by as much as the plan is. Source: J. Feydy and others, "Interpolating between Optimal Transport and MMD
/// using Sinkhorn Divergences", AISTATS 2019. For gradients of the plan or the potentials themselves see <see cref="ImplicitGradient{T}"/>.</remarks>
public static class TransportGradient
{
    private const string Operation = nameof(TransportGradient);

    /// <summary>The gradient of a balanced value along changes of the masses a that keep their total: the potentials f less their mean.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="result">The solved problem.</param>
    /// <returns>One number a source; they sum to 0.</returns>
    /// <exception cref="ArgumentNullException">The result is null.</exception>
    public static Tensor<T> SourceMasses<T>(TransportResult<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(result);
        return Centred(result.SourcePotentials);
    }

    /// <summary>The gradient of a balanced value along changes of the masses b that keep their total: the potentials g less their mean.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="result">The solved problem.</param>
    /// <returns>One number a target; they sum to 0.</returns>
    /// <exception cref="ArgumentNullException">The result is null.</exception>
    public static Tensor<T> TargetMasses<T>(TransportResult<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(result);
        return Centred(result.TargetPotentials);
    }

    /// <summary>The gradient with respect to the positions of the sources, <c>Σ_j P_ij ∇_x c(x_i, y_j)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TCost">The cost.</typeparam>
    /// <param name="plan">The optimal plan.</param>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row.</param>
    /// <param name="cost">The cost of the problem.</param>
    /// <returns>One row a source. For squared distances <c>2 (a_i x_i − (P y)_i)</c>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The clouds are not those of the plan.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Tensor<T> SourcePositions<T, TCost>(ITransportPlan<T> plan, Tensor<T> sources, Tensor<T> targets, TCost cost = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IDifferentiableCost<T>
    {
        Cloud<T> x = Check(plan, plan?.Rows ?? 0, sources, nameof(sources)), y = Check(plan, plan?.Columns ?? 0, targets, nameof(targets));
        x.MustMatch(y, Operation, nameof(targets));
        return Positions(plan!, x, y, cost);
    }

    /// <summary>The gradient with respect to the positions of the targets, <c>Σ_i P_ij ∇_y c(x_i, y_j)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TCost">The cost.</typeparam>
    /// <param name="plan">The optimal plan.</param>
    /// <param name="sources">The points x_i, one a row.</param>
    /// <param name="targets">The points y_j, one a row.</param>
    /// <param name="cost">The cost of the problem, symmetric.</param>
    /// <returns>One row a target.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">The clouds are not those of the plan.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public static Tensor<T> TargetPositions<T, TCost>(ITransportPlan<T> plan, Tensor<T> sources, Tensor<T> targets, TCost cost = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IDifferentiableCost<T>
    {
        Cloud<T> x = Check(plan, plan?.Rows ?? 0, sources, nameof(sources)), y = Check(plan, plan?.Columns ?? 0, targets, nameof(targets));
        x.MustMatch(y, Operation, nameof(targets));
        return Positions(PlanRows<T>.Transpose(plan!, new PointCloudCost<T, TCost>(targets, sources, cost)), y, x, cost);
    }

    private static Tensor<T> Positions<T, TCost>(ITransportPlan<T> plan, Cloud<T> x, Cloud<T> y, TCost cost)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IDifferentiableCost<T>
    {
        var gradient = new double[x.Count * x.Dimension];
        var rows = new PlanRows<T>(plan);
        for (int i = 0; i < x.Count && x.Dimension > 0; i++)
            cost.AddGradient(x.Point(i), y.From(0), y.Count, rows.Row(i), gradient.AsSpan(i * x.Dimension, x.Dimension));
        return Doubles.Tensor<T>(gradient, x.Count, x.Dimension);
    }

    private static Cloud<T> Check<T>(ITransportPlan<T>? plan, int count, Tensor<T> points, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        var cloud = new Cloud<T>(points, Operation, name);
        if (cloud.Count != count)
            throw new ShapeMismatchException($"{Operation}: {name} has the shape {points.Shape}; {count} points are asked for.");
        return cloud;
    }

    private static Tensor<T> Centred<T>(Tensor<T> potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] values = Doubles.Read(potentials);
        double mean = values.Average();
        return Doubles.Tensor<T>(Array.ConvertAll(values, value => value - mean));
    }
}
