using System.Diagnostics;
using System.Numerics;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Optimal transport over plans of low nonnegative rank, <c>min ⟨C, Q diag(1/g) Rᵀ⟩ − ε (H(Q) + H(R) + H(g))</c> over couplings Q of a and g and
/// R of b and g: linear time and memory in n + m when the costs have low rank themselves.</summary>
/// <remarks>
/// <para>Mirror descent in the Kullback-Leibler divergence: each step multiplies the three factors by exponentials of their gradients and projects them
/// back (<c>LR-Dykstra</c>). The step is γ divided by the largest entry of the gradients, so that costs may be in any units. The problem is not
/// convex: another <see cref="Seed"/> may end elsewhere. At the end the factors are rounded to exact couplings, so the cost is an upper bound of that of
/// exact transport.</para>
/// <para>Without entropy, where the factors are not too large, two starts are then refined by exact transport of one factor at a time: what mirror descent
/// found, and groups of points. The better one is the answer. At full rank that is exact transport, and the bound says so.</para>
/// <para>Cost of a step: <c>O((n + m) r (d + 1))</c> for costs of rank d (<see cref="LowRankCost{T}"/>, two matrix products), <c>O(n m r)</c> for any other.
/// Memory: <c>4 (n + m) r</c> numbers.</para>
/// <para>Source: M. Scetbon, M. Cuturi, G. Peyré, "Low-Rank Sinkhorn Factorization", ICML 2021; M. Scetbon, M. Cuturi, "Low-rank Optimal Transport:
/// Approximation, Statistics and Debiasing", NeurIPS 2022, for the step.</para>
/// </remarks>
public sealed record LowRankSinkhorn
{
    /// <summary>Entries of the factors are kept above this, so that their logarithms stay finite.</summary>
    private const double Least = 1e-200;

    /// <summary>Where all costs are 0, or nearly, steps stay finite.</summary>
    private const double LeastGradient = 1e-290;

    private const int BlockRows = 256;

    /// <summary>Beyond so many entries the factors are not refined by exact transport.</summary>
    private const long MostRefined = 1L << 18;

    /// <summary>Beyond so many costs no bound is computed.</summary>
    private const long MostCells = 1L << 26;

    /// <summary>The rank r of the plans: at most the smaller number of points is used.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public required int PlanRank { get; init => field = SolverOption.AtLeast(value, 1, nameof(LowRankSinkhorn)); }

    /// <summary>The weight ε of the entropies of the three factors; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Epsilon { get; init => field = SolverOption.NonNegative(value, nameof(LowRankSinkhorn)); }

    /// <summary>The step γ, relative to the largest entry of the gradients.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double StepSize { get; init => field = SolverOption.Positive(value, nameof(LowRankSinkhorn)); } = 10;

    /// <summary>The smallest mass of an intermediate point, as a share of 1 / r.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double LeastWeight { get; init => field = SolverOption.Positive(value, nameof(LowRankSinkhorn)); } = 1e-6;

    /// <summary>The most steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.AtLeast(value, 0, nameof(LowRankSinkhorn)); } = 1000;

    /// <summary>The residual at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(LowRankSinkhorn)); } = 1e-8;

    /// <summary>The marginal error that each projection may leave.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double ProjectionTolerance { get; init => field = SolverOption.Positive(value, nameof(LowRankSinkhorn)); } = 1e-7;

    /// <summary>The most iterations of each projection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int ProjectionIterations { get; init => field = SolverOption.AtLeast(value, 1, nameof(LowRankSinkhorn)); } = 1000;

    /// <summary>The most rounds of exact transport of both factors at the end, where ε is 0 and the factors have up to 2¹⁸ entries; 0 for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Refinements { get; init => field = SolverOption.Count(value, nameof(LowRankSinkhorn)); } = 10;

    /// <summary>The seed of the first factors.</summary>
    public long Seed { get; init; }

    /// <summary>Told after each step, on the solver's thread.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">The costs C, finite; <see cref="LowRankCost{T}"/> for linear time.</param>
    /// <param name="source">The masses a, at least 0; null for the uniform distribution.</param>
    /// <param name="target">The masses b, of the same total to a millionth; null for the uniform distribution.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each step; the plan so far comes back.</param>
    /// <returns>The plan in factors, and its cost.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses are 0 or differ.</exception>
    public LowRankTransportResult<T> Solve<T>(ICostGeometry<T> costs, Tensor<T>? source = null, Tensor<T>? target = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        Masses masses = Masses.Balanced(costs, source, target, nameof(LowRankSinkhorn));
        double total = masses.Total;
        double[] a = [.. masses.Source.Select(mass => mass / total)], b = [.. masses.Target.Select(mass => mass / total)];
        int rank = Math.Min(PlanRank, Math.Min(a.Length, b.Length));
        var product = new CostProduct<T>(costs, rank, context);
        var projection = new LowRankProjection(a, b, rank, LeastWeight / rank);
        Tensor<double> q = Tensor.Uninitialized<double>(a.Length, rank), r = Tensor.Uninitialized<double>(b.Length, rank);
        Tensor<double> nextQ = Tensor.Uninitialized<double>(a.Length, rank), nextR = Tensor.Uninitialized<double>(b.Length, rank);
        double[] g = new double[rank], nextG = new double[rank];
        Begin(q, r, g, projection);

        var trace = new List<double>();
        Status status = Status.IterationLimit;
        double residual = double.PositiveInfinity;
        int iteration = 0;
        while (true)
        {
            // Cᵀ Q and C R, then ω_k = Σ_i Q_ik (C R)_ik: the cost is Σ ω_k / g_k.
            product.Transposed(q, nextR);
            product.Forward(r, nextQ);
            double cost = Overlaps(q, nextQ, g, nextG);
            trace.Add(cost * total);
            if (!double.IsFinite(cost))
                status = Status.NonFinite;
            else if (residual <= Tolerance)
                status = Status.Converged;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else if (iteration < MaxIterations)
            {
                double step = StepSize / Math.Max(LeastGradient, Math.Max(Largest(nextQ, g), Math.Max(Largest(nextR, g), Largest(nextG, g))));
                // Beyond 1 / ε a step would raise the factors to a negative power.
                if (Epsilon > 0)
                    step = Math.Min(step, 1 / Epsilon);
                Multiply(q, nextQ, g, step, context);
                Multiply(r, nextR, g, step, context);
                for (int k = 0; k < rank; k++)
                    nextG[k] = Math.Exp((step * nextG[k] / g[k]) + ((1 - (step * Epsilon)) * Math.Log(g[k])));
                projection.Run(nextQ.AsSpan(), nextR.AsSpan(), nextG, ProjectionTolerance, ProjectionIterations);
                projection.Weights.CopyTo(nextG, 0);
                residual = (Divergence(q.AsSpan(), nextQ.AsSpan()) + Divergence(r.AsSpan(), nextR.AsSpan()) + Divergence(g, nextG)) / (StepSize * StepSize);
                (q, nextQ, r, nextR, g, nextG) = (nextQ, q, nextR, r, nextG, g);
                iteration++;
                Progress?.Report(new(iteration, residual));
                continue;
            }

            break;
        }

        double sum = g.Sum();
        for (int k = 0; k < rank; k++)
            g[k] /= sum;
        LowRankRounding.Round(q.AsSpan(), a, g);
        LowRankRounding.Round(r.AsSpan(), b, g);
        var refinement = new LowRankRefinement<T>(costs, product, a, b, rank, cancellationToken);
        if (Epsilon == 0 && Refinements > 0 && status is Status.Converged or Status.IterationLimit && ((long)a.Length + b.Length) * rank <= MostRefined)
        {
            double descended = refinement.Run(q, r, g, Refinements);
            if (refinement.Begin(nextQ, nextR, nextG) && refinement.Run(nextQ, nextR, nextG, Refinements) < descended)
                (q, nextQ, r, nextR, g, nextG) = (nextQ, q, nextR, r, nextG, g);
        }

        product.Forward(r, nextQ);
        double reached = Overlaps(q, nextQ, g, nextG);
        (double Value, double[] F, double[] G)? bound = (long)a.Length * b.Length <= MostCells && double.IsFinite(reached) ? Bound(costs, refinement, a, b, q, r, g, nextQ, nextR) : null;
        // A certificate is as good as standing still.
        if (status == Status.IterationLimit && reached - bound?.Value <= Tolerance * Math.Abs(reached))
            status = Status.Converged;
        return new()
        {
            Plan = new(Scaled<T>(q, total), Scaled<T>(r, total), Tensor.From(Array.ConvertAll(g, x => T.CreateTruncating(x * total)))),
            LinearCost = reached * total,
            LowerBound = bound?.Value * total,
            SourcePotentials = bound is { } found ? Doubles.Tensor<T>(found.F) : null,
            TargetPotentials = bound is { } known ? Doubles.Tensor<T>(known.G) : null,
            MarginalError = Error(q, r, g, a) + Error(r, q, g, b),
            Residual = residual,
            Trace = trace,
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>The better of the bounds that the potentials of both factors give.</summary>
    private static (double Value, double[] F, double[] G) Bound<T>(
        ICostGeometry<T> costs, LowRankRefinement<T> refinement, double[] a, double[] b, Tensor<double> q, Tensor<double> r, double[] g, Tensor<double> otherQ, Tensor<double> otherR)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double Value, double[] F, double[] G) fromSources = DualBound.FromSources(costs, a, b, refinement.MoveSources(r, g, otherQ).Potentials);
        (double Value, double[] F, double[] G) fromTargets = DualBound.FromTargets(costs, a, b, refinement.MoveTargets(q, g, otherR).Potentials);
        return fromSources.Value >= fromTargets.Value ? fromSources : fromTargets;
    }

    /// <summary>Couplings near the product, off it at random: from the product itself no step would lead away.</summary>
    private void Begin(Tensor<double> q, Tensor<double> r, double[] g, LowRankProjection projection)
    {
        var random = new Philox(Seed);
        random.Split(0).FillUniform(q.AsSpan(), 0.1, 1.0);
        random.Split(1).FillUniform(r.AsSpan(), 0.1, 1.0);
        Array.Fill(g, 1.0 / g.Length);
        projection.Run(q.AsSpan(), r.AsSpan(), g, ProjectionTolerance, ProjectionIterations);
        projection.Weights.CopyTo(g, 0);
    }

    /// <summary>Sets <c>overlaps_k = ω_k / g_k</c>, minus the gradient for g times g.</summary>
    private static double Overlaps(Tensor<double> q, Tensor<double> product, double[] g, double[] overlaps)
    {
        Array.Clear(overlaps);
        ReadOnlySpan<double> x = q.AsSpan(), y = product.AsSpan();
        for (int k = 0; k < x.Length; k++)
            overlaps[k % g.Length] += x[k] * y[k];
        double cost = 0;
        for (int k = 0; k < g.Length; k++)
            cost += overlaps[k] /= g[k];
        return cost;
    }

    /// <summary>The largest entry of a gradient, that is of <c>products / g</c>.</summary>
    private static double Largest(Tensor<double> products, double[] g) => Largest(products.AsSpan(), g);

    private static double Largest(ReadOnlySpan<double> products, double[] g)
    {
        double largest = 0;
        for (int k = 0; k < products.Length; k++)
            largest = Math.Max(largest, Math.Abs(products[k] / g[k % g.Length]));
        return largest;
    }

    /// <summary><c>ξ = Q^(1 − γε) exp(−γ products / g)</c>, with every row scaled to a largest entry of 1; written over the products.</summary>
    private void Multiply(Tensor<double> factor, Tensor<double> products, double[] g, double step, ComputeContext? context)
    {
        int rows = factor.Shape[0];
        ParallelLoop.For((rows + BlockRows - 1) / BlockRows, new MultiplyBody(factor, products, g, step, 1 - (step * Epsilon)), context);
    }

    private readonly struct MultiplyBody(Tensor<double> factor, Tensor<double> products, double[] g, double step, double power) : ILoopBody
    {
        public void Run(int block)
        {
            int rank = g.Length, end = Math.Min(factor.Shape[0], (block + 1) * BlockRows);
            for (int i = block * BlockRows; i < end; i++)
            {
                ReadOnlySpan<double> given = factor.AsSpan().Slice(i * rank, rank);
                Span<double> row = products.AsSpan().Slice(i * rank, rank);
                double largest = double.NegativeInfinity;
                for (int k = 0; k < rank; k++)
                {
                    row[k] = (power * Math.Log(Math.Max(Least, given[k]))) - (step * row[k] / g[k]);
                    largest = Math.Max(largest, row[k]);
                }

                for (int k = 0; k < rank; k++)
                    row[k] = Math.Max(Least, Math.Exp(row[k] - largest));
            }
        }
    }

    /// <summary><c>KL(x | y) + KL(y | x) = Σ (x − y) log(x / y)</c>.</summary>
    private static double Divergence(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
            sum += x[k] == y[k] ? 0 : (x[k] - y[k]) * Math.Log(Math.Max(Least, x[k]) / Math.Max(Least, y[k]));
        return sum;
    }

    private static double Error(Tensor<double> factor, Tensor<double> other, double[] g, double[] masses)
    {
        int rank = g.Length;
        var weights = new double[rank];
        for (int k = 0; k < other.Length; k++)
            weights[k % rank] += other.AsSpan()[k];
        double error = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < rank; k++)
                sum += factor.AsSpan()[(i * rank) + k] * weights[k] / g[k];
            error += Math.Abs(sum - masses[i]);
        }

        return error;
    }

    private static Tensor<T> Scaled<T>(Tensor<double> x, double factor) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.From(Array.ConvertAll(x.ToArray(), value => T.CreateTruncating(value * factor)), x.Shape[0], x.Shape[1]);
}
