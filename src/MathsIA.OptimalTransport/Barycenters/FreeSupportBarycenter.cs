using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The barycenter of clouds for squared distances, with points that move: <c>min_X Σ_k λ_k W₂²(Σ_i a_i δ_{x_i}, β_k)</c>.</summary>
/// <remarks>
/// <para>Fixed point: solve transport from the points to each cloud, then move each point to the weighted mean of its images under the barycentric projections. With exact plans
/// (the default) each iteration lowers the objective, and since plans are finitely many it ends at a fixed point; the problem is not convex, so the start decides
/// which. With an ε plans are entropic, cheaper and smoother, and the points draw together.</para>
/// <para>Source: M. Cuturi, A. Doucet, "Fast Computation of Wasserstein Barycenters", ICML 2014; P. C. Álvarez-Esteban, E. del Barrio, J. A. Cuesta-Albertos, C. Matrán, "A fixed-point
/// approach to barycenters in Wasserstein space", J. Math. Anal. Appl. 441, 2016.</para>
/// </remarks>
public sealed record FreeSupportBarycenter
{
    private const string Operation = nameof(FreeSupportBarycenter);

    /// <summary>The weight ε of the entropy in each transport problem; null for exact plans.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? Epsilon { get; init => field = value is { } epsilon ? SolverOption.Positive(epsilon, Operation, nameof(Epsilon)) : null; }

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation, nameof(MaxIterations)); } = 100;

    /// <summary>The <see cref="FreeSupportBarycenterResult{T}.Residual"/>, as a share of the spread of the clouds, at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation, nameof(Tolerance)); } = 1e-7;

    /// <summary>Told after every iteration, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="clouds">The points of each measure, one a row.</param>
    /// <param name="initial">The points to begin with, one a row; as many as the barycenter is to have. Not changed.</param>
    /// <param name="measures">The masses of each measure; null, or null for a measure, for the uniform distribution.</param>
    /// <param name="masses">The masses of the barycenter; null for the uniform distribution.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the points so far come back.</param>
    /// <returns>Points, plans and values.</returns>
    /// <exception cref="ArgumentNullException">A cloud or the start is null.</exception>
    /// <exception cref="ShapeMismatchException">The sizes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass or weight is negative, or anything not finite.</exception>
    /// <exception cref="ArgumentException">There is no cloud, a total mass is 0, or they differ.</exception>
    public FreeSupportBarycenterResult<T> Solve<T>(
        IReadOnlyList<Tensor<T>> clouds, Tensor<T> initial, IReadOnlyList<Tensor<T>?>? measures = null, Tensor<T>? masses = null, Tensor<T>? weights = null,
        ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        (double[] own, double[] shares, Tensor<T>[] others, double spread) = Check(clouds, initial, measures, masses, weights);
        (int count, int dimension) = (initial.Shape[0], initial.Shape[1]);
        Tensor<T> points = initial.Clone(), ownMasses = Doubles.Tensor<T>(own);
        double total = own.Sum();
        for (int iteration = 1; ; iteration++)
        {
            var results = new TransportResult<T>[clouds.Count];
            for (int k = 0; k < results.Length; k++)
                results[k] = Transport(points, ownMasses, clouds[k], others[k], context, cancellationToken);
            double[] images = Images(results, clouds, shares, own, points);
            double moved = 0;
            for (int i = 0; i < images.Length; i++)
            {
                double step = images[i] - double.CreateTruncating(points[i / dimension, i % dimension]);
                moved += own[i / dimension] * step * step;
            }

            double residual = Math.Sqrt(moved / total);
            Progress?.Report(new(iteration, residual));
            Status? status = !double.IsFinite(residual) ? Status.NonFinite
                : residual <= Tolerance * spread ? Status.Converged
                : iteration >= MaxIterations ? Status.IterationLimit
                : cancellationToken.IsCancellationRequested ? Status.Cancelled : null;
            if (status is { } end)
            {
                double[] costs = [.. results.Select(result => result.LinearCost)];
                TransportResult<T>? unsolved = results.FirstOrDefault(result => result.Status != Status.Converged);
                return new()
                {
                    Support = points,
                    Masses = ownMasses,
                    Value = Doubles.Dot(shares, costs),
                    LinearCosts = costs,
                    Plans = [.. results.Select(result => result.Plan)],
                    Residual = residual,
                    MarginalError = results.Max(result => result.MarginalError),
                    Status = end == Status.Converged && unsolved is not null ? unsolved.Status : end,
                    Iterations = iteration,
                    Elapsed = Stopwatch.GetElapsedTime(start),
                };
            }

            points = Doubles.Tensor<T>(images, count, dimension);
        }
    }

    private TransportResult<T> Transport<T>(Tensor<T> points, Tensor<T> own, Tensor<T> cloud, Tensor<T> masses, ComputeContext? context, CancellationToken cancellationToken) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var costs = new PointCloudCost<T, SquaredEuclideanCost<T>>(points, cloud);
        return Epsilon is { } epsilon
            ? new Sinkhorn { Epsilon = epsilon }.Solve(costs, own, masses, context, cancellationToken)
            : new NetworkSimplex().Solve(costs, own, masses, cancellationToken: cancellationToken);
    }

    /// <summary>The weighted means of the barycentric projections; a point without mass stays.</summary>
    private static double[] Images<T>(TransportResult<T>[] results, IReadOnlyList<Tensor<T>> clouds, double[] shares, double[] own, Tensor<T> points) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] images = new double[points.Length];
        int dimension = points.Shape[1];
        for (int k = 0; k < results.Length; k++)
        {
            double[] image = Doubles.Read(BarycentricProjection.Of(results[k].Plan, clouds[k], points));
            for (int i = 0; i < images.Length; i++)
                images[i] += shares[k] * image[i];
        }

        for (int i = 0; i < images.Length; i++)
            images[i] = own[i / dimension] > 0 ? images[i] : double.CreateTruncating(points[i / dimension, i % dimension]);
        return images;
    }

    private static (double[] Own, double[] Shares, Tensor<T>[] Others, double Spread) Check<T>(
        IReadOnlyList<Tensor<T>> clouds, Tensor<T> initial, IReadOnlyList<Tensor<T>?>? measures, Tensor<T>? masses, Tensor<T>? weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(clouds);
        if (clouds.Count == 0)
            throw new ArgumentException($"{Operation}: clouds is empty; at least one is asked for.", nameof(clouds));
        if (measures is not null && measures.Count != clouds.Count)
            throw new ShapeMismatchException($"{Operation}: clouds has {clouds.Count} clouds and measures the masses of {measures.Count}.");
        var own = new Cloud<T>(initial, Operation, nameof(initial));
        if (own.Count == 0 || own.Dimension == 0)
            throw new ShapeMismatchException($"{Operation}: initial has the shape {initial.Shape}; at least one point of at least one coordinate is asked for.");
        var all = new double[clouds.Count + 1][];
        all[0] = Masses.Check(masses, own.Count, Operation, nameof(masses));
        double spread = 0;
        for (int k = 0; k < clouds.Count; k++)
        {
            var cloud = new Cloud<T>(clouds[k], Operation, nameof(clouds));
            own.MustMatch(cloud, Operation, nameof(clouds));
            if (cloud.Count == 0)
                throw new ShapeMismatchException($"{Operation}: cloud {k} has the shape {clouds[k].Shape}; at least one point is asked for.");
            all[k + 1] = Masses.Check(measures?[k], cloud.Count, Operation, nameof(measures));
            for (int axis = 0; axis < cloud.Dimension; axis++)
            {
                ReadOnlySpan<T> line = cloud.From(axis * cloud.Count)[..cloud.Count];
                spread = Math.Max(spread, double.CreateTruncating(System.Numerics.Tensors.TensorPrimitives.Max(line) - System.Numerics.Tensors.TensorPrimitives.Min(line)));
            }
        }

        BarycenterWeights.Equalize(all, Operation);
        return (all[0], BarycenterWeights.Check(weights, clouds.Count, Operation), [.. all.Skip(1).Select(measure => Doubles.Tensor<T>(measure))], spread);
    }
}
