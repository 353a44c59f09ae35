using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>McCann's displacement interpolation: every bit of mass travels in a straight line from where it is to where the plan sends it.</summary>
/// <remarks><c>μ_t = Σ P_ij δ at (1 − t) x_i + t y_j</c>. For an optimal plan of the squared distance this is the geodesic of W₂:
/// <c>W₂(μ_s, μ_t) = |s − t| W₂(μ_0, μ_1)</c>. Source: R. McCann, "A convexity principle for interacting gases", Adv. Math. 128, 1997.</remarks>
public static class DisplacementInterpolation
{
    /// <summary>The cloud at a time: one point for every positive entry of the plan, in its order.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="plan">The plan.</param>
    /// <param name="sources">The points x, one a row.</param>
    /// <param name="targets">The points y, one a row.</param>
    /// <param name="time">The time t: 0 at the sources, 1 at the targets; outside of that the lines go on.</param>
    /// <returns>The points and their masses.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many points as the plan has rows or columns, or not as many coordinates.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is not finite.</exception>
    public static (Tensor<T> Points, Tensor<T> Masses) At<T>(SparsePlan<T> plan, Tensor<T> sources, Tensor<T> targets, T time) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(targets);
        if (sources.Rank != 2 || targets.Rank != 2 || sources.Shape[0] != plan.Rows || targets.Shape[0] != plan.Columns || sources.Shape[1] != targets.Shape[1])
            throw new ShapeMismatchException(nameof(DisplacementInterpolation), $"sources has the shape {sources.Shape} and targets {targets.Shape}; {plan.Rows} and {plan.Columns} points of as many coordinates are asked for.", nameof(targets));
        if (!T.IsFinite(time))
            throw new ArgumentOutOfRangeException(nameof(time), time, "DisplacementInterpolation: the time is not finite.");
        int d = sources.Shape[1];
        ReadOnlySpan<T> x = sources.Contiguous().AsSpan(), y = targets.Contiguous().AsSpan();
        Tensor<T> points = Tensor.Zeros<T>(plan.Entries.Count, d), masses = Tensor.Zeros<T>(plan.Entries.Count);
        Span<T> moved = points.AsSpan();
        for (int k = 0; k < plan.Entries.Count; k++)
        {
            PlanEntry<T> entry = plan.Entries[k];
            masses[k] = entry.Mass;
            for (int c = 0; c < d; c++)
                moved[(k * d) + c] = ((T.One - time) * x[(entry.Row * d) + c]) + (time * y[(entry.Column * d) + c]);
        }

        return (points, masses);
    }
}
