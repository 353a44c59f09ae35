using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic transport between large clouds of points with squared distances, from coarse to fine: <c>min ⟨P, C⟩ + ε KL(P | a ⊗ b)</c>, without ever
/// looking at all pairs.</summary>
/// <remarks>
/// <para>Both clouds are put in balanced trees. A level has one point a cell; ε comes down from the size of the clouds, and when it falls below the
/// squared size of the cells, the next level takes over with potentials carried on by their soft minima. Iterations run on the arcs
/// with <c>f + g − C ≥ ε log θ</c> alone, found by descending both trees together; all others together hold at most the share θ of the mass.</para>
/// <para>The certificate is for the whole problem: the dual value counts what was left out, the lower bound searches all arcs by branch and bound, the
/// upper bound is the cost of the plan rounded to exact marginals.</para>
/// <para>Cost: proportional to the arcs that matter, about <c>n (ε log(1/θ))^(d/2)</c> times the density of points, and <c>O(n log n)</c> for the trees.
/// In more than a few dimensions boxes tell little apart, and <see cref="Sinkhorn"/> on a point cloud is the better choice.</para>
/// <para>Sources: B. Schmitzer, "Stabilized Sparse Scaling Algorithms for Entropy Regularized Transport Problems", SIAM J. Sci. Comput. 41(3), 2019;
/// S. Gerber, M. Maggioni, "Multiscale Strategies for Computing Optimal Transport", JMLR 18, 2017.</para>
/// </remarks>
public sealed record MultiscaleSinkhorn
{
    private const int FirstLevel = 4, MaxRounds = 50;
    private const double StageTolerance = 1e-2;

    /// <summary>The weight ε of the entropy, in the units of the squared distances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(MultiscaleSinkhorn)); }

    /// <summary>The density θ of the plan, relative to the product of the masses, below which arcs are left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Threshold { get; init => field = SolverOption.Positive(value, nameof(MultiscaleSinkhorn)); } = 1e-9;

    /// <summary>The marginal error at which the run has converged, as a share of the total mass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(MultiscaleSinkhorn)); } = 1e-6;

    /// <summary>The most iterations of all levels together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.AtLeast(value, 0, nameof(MultiscaleSinkhorn)); } = 10_000;

    /// <summary>Told after each stage, on the solver's thread: iterations so far and the marginal error of the level.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="sources">The points x, one a row.</param>
    /// <param name="targets">The points y, one a row, with as many coordinates.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="cancellationToken">Looked at before each stage; the answer so far comes back.</param>
    /// <returns>A sparse plan, potentials, values and bounds.</returns>
    /// <exception cref="ArgumentNullException">A cloud is null.</exception>
    /// <exception cref="ShapeMismatchException">A cloud is not a matrix with at least one row, coordinates or masses do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public TransportResult<T> Solve<T>(Tensor<T> sources, Tensor<T> targets, Tensor<T>? source = null, Tensor<T>? target = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Tensor<double> x = PointGuard.Check(sources, nameof(MultiscaleSinkhorn), nameof(sources)), y = PointGuard.Check(targets, nameof(MultiscaleSinkhorn), nameof(targets), x.Shape[1]);
        Masses masses = Masses.Balanced(new PointCloudCost<double, SquaredEuclideanCost<double>>(x, y), source?.To<double>(), target?.To<double>(), nameof(MultiscaleSinkhorn));
        PointTree left = new(x.AsSpan(), masses.Source, x.Shape[1]), right = new(y.AsSpan(), masses.Target, y.Shape[1]);
        var state = new MultiscaleState(left, right, FirstLevel);
        double epsilon = Math.Max(Epsilon, Diameter(x, y)), limit = Math.Log(Threshold);
        int iterations = 0, rounds = 0;
        Status status;
        while (true)
        {
            bool last = state.IsFinest && epsilon == Epsilon;
            state.FindSupport(epsilon * limit);
            (int done, double error) = state.Iterate(epsilon, (last ? 0.5 * Tolerance : StageTolerance) * masses.Total, MaxIterations - iterations);
            iterations += done;
            Progress?.Report(new(iterations, error / masses.Total));
            if (iterations >= MaxIterations)
                status = Status.IterationLimit;
            else if (!double.IsFinite(error))
                status = Status.NonFinite;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else if (last && (done <= 1 || rounds++ == MaxRounds))
                // The arcs found for the last potentials ask for no further iteration: they are the right ones.
                status = done <= 1 ? Status.Converged : Status.Stalled;
            else
            {
                if (!state.IsFinest && (epsilon == Epsilon || epsilon < state.SquaredSize))
                    state.Refine(epsilon);
                else if (!last)
                    epsilon = Math.Max(Epsilon, 0.5 * epsilon);
                continue;
            }

            break;
        }

        // Stopped early, the answer is one of the points and the epsilon asked for all the same.
        while (!state.IsFinest)
        {
            state.Refine(epsilon);
            state.FindSupport(epsilon * limit);
        }

        if (status != Status.Converged)
        {
            state.FindSupport(Epsilon * limit);
            state.Iterate(Epsilon, 0, 1);
        }

        return new MultiscaleAnswer(left, right, state, masses, Epsilon, Threshold).Result<T>(status, iterations, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The squared diagonal of the box that holds both clouds.</summary>
    private static double Diameter(Tensor<double> x, Tensor<double> y)
    {
        double sum = 0;
        for (int axis = 0; axis < x.Shape[1]; axis++)
        {
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            foreach (Tensor<double> points in new[] { x, y })
            {
                for (int i = 0; i < points.Shape[0]; i++)
                    (low, high) = (Math.Min(low, points[i, axis]), Math.Max(high, points[i, axis]));
            }

            sum += (high - low) * (high - low);
        }

        return sum;
    }
}
