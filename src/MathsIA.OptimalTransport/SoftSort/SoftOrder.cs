using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Sorting and ranking as smooth functions: values are transported to evenly spaced targets with entropy, and what arrives at each target is its
/// sorted value, where each value goes to its rank.</summary>
/// <remarks>
/// <para>Values are standardized first, so ranks do not change under <c>x → s x + t</c> with <c>s &gt; 0</c>, and sorted values change along. As <c>ε → 0</c> both approach the hard
/// ones; as ε grows, sorted values approach the mean and ranks the middle.</para>
/// <para>Cost: <c>O(n m)</c> a sweep of Sinkhorn's iterations. Source: M. Cuturi, O. Teboul, J.-P. Vert, "Differentiable Ranking and Sorting using Optimal
/// Transport", NeurIPS 2019; the gradient is by the implicit function theorem instead of through the iterations.</para>
/// </remarks>
public sealed record SoftOrder
{
    /// <summary>The weight ε of the entropy, for values of variance 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Epsilon { get; init => field = SolverOption.Positive(value, nameof(SoftOrder)); } = 0.01;

    /// <summary>The marginal error of the plan, as a share of the mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(SoftOrder)); } = 1e-9;

    /// <summary>The most sweeps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.AtLeast(value, 0, nameof(SoftOrder)); } = 10_000;

    /// <summary>The values in rising order.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="values">The values, at least one.</param>
    /// <param name="targets">How many targets: fewer than the values give quantiles. By default as many.</param>
    /// <returns>The sorted values, as many as targets, and their derivative.</returns>
    /// <exception cref="ArgumentNullException">The values are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a vector with at least one element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or there are less than one target.</exception>
    public SoftOrderResult<T> Sort<T>(Tensor<T> values, int? targets = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = Check(values);
        int n = x.Length, m = targets is null ? n : SolverOption.AtLeast(targets.Value, 1, nameof(SoftOrder), nameof(targets));
        var plan = new SoftPlan(x, m, Epsilon, Tolerance, MaxIterations);
        var sorted = new double[m];
        for (int k = 0; k < n * m; k++)
            sorted[k % m] += m * plan.Plan.AsSpan()[k] * x[k / m];
        return new(sorted, plan.Result.Status, plan.Result.MarginalError, cotangent =>
        {
            var slope = new double[n * m];
            var direct = new double[n];
            for (int k = 0; k < slope.Length; k++)
            {
                slope[k] = m * x[k / m] * cotangent[k % m];
                direct[k / m] += m * plan.Plan.AsSpan()[k] * cotangent[k % m];
            }

            double[] through = plan.Pullback(slope);
            return [.. direct.Zip(through, (p, q) => p + q)];
        });
    }

    /// <summary>The rank of each value, from 0 for the smallest to n − 1 for the largest.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="values">The values, at least one.</param>
    /// <param name="targets">How many targets stand for the ranks; by default as many as values.</param>
    /// <returns>The ranks, and their derivative.</returns>
    /// <exception cref="ArgumentNullException">The values are null.</exception>
    /// <exception cref="ShapeMismatchException">They are not a vector with at least one element.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, or there are less than two targets for more than one value.</exception>
    public SoftOrderResult<T> Rank<T>(Tensor<T> values, int? targets = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = Check(values);
        int n = x.Length, m = targets is null ? n : SolverOption.AtLeast(targets.Value, n == 1 ? 1 : 2, nameof(SoftOrder), nameof(targets));
        var plan = new SoftPlan(x, m, Epsilon, Tolerance, MaxIterations);
        double unit = m == 1 ? 0 : (n - 1.0) / (m - 1);
        var ranks = new double[n];
        for (int k = 0; k < n * m; k++)
            ranks[k / m] += n * plan.Plan.AsSpan()[k] * unit * (k % m);
        return new(ranks, plan.Result.Status, plan.Result.MarginalError, cotangent =>
        {
            var slope = new double[n * m];
            for (int k = 0; k < slope.Length; k++)
                slope[k] = n * unit * (k % m) * cotangent[k / m];
            return plan.Pullback(slope);
        });
    }

    private static double[] Check<T>(Tensor<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rank != 1 || values.IsEmpty)
            throw new ShapeMismatchException($"SoftOrder: values has the shape {values.Shape}; a vector with at least one element is asked for.");
        double[] x = Array.ConvertAll(values.ToArray(), double.CreateTruncating);
        int bad = Array.FindIndex(x, value => !double.IsFinite(value));
        return bad < 0 ? x : throw new ArgumentOutOfRangeException(nameof(values), x[bad], $"SoftOrder: element {bad} of values is not finite.");
    }
}
