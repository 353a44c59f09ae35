using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>The Gromov-Wasserstein barycenter of spaces known by their inner distances: the structure C on a given number of points with the smallest
/// <c>Σ_k λ_k GW(C, D_k)</c>.</summary>
/// <remarks>
/// <para>In turn a plan to each space, by <see cref="Solver"/>, and the structure that suits the plans best, which is known in closed form:
/// for the square loss <c>C = Σ λ_k P_k D_k P_kᵀ / (p pᵀ)</c>, the mean of the distances that the plans bring together; for the relative entropy the geometric mean. Plans are carried
/// on: the ones before are tried as starts, so that the objective never rises.</para>
/// <para>The problem is not convex, and its answer is known up to the order of its points: another <see cref="Seed"/> may end elsewhere.</para>
/// <para>Source: G. Peyré, M. Cuturi, J. Solomon, "Gromov-Wasserstein Averaging of Kernel and Distance Matrices", ICML 2016, propositions 3 and 4.</para>
/// </remarks>
public sealed record GromovBarycenter
{
    private const string Operation = nameof(GromovBarycenter);

    /// <summary>The solver of the plans, with its loss; its weight α does not count.</summary>
    /// <exception cref="ArgumentNullException">The solver is null.</exception>
    public GromovWasserstein Solver
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new() { RandomStarts = 0, Bounds = GromovBoundKinds.Third };

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 100;

    /// <summary>How little, as a share of the objective, an iteration may gain when the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, Operation); } = 1e-9;

    /// <summary>The seed of the first structure where none is given.</summary>
    public long Seed { get; init; }

    /// <summary>Told after each iteration, on the solver's thread: the gain.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Finds a barycenter.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="structures">The distances (or similarities) D_k within each space, square.</param>
    /// <param name="size">How many points the barycenter has, if its masses are not given.</param>
    /// <param name="measures">The masses of each space; null, or null for a space, for the uniform distribution.</param>
    /// <param name="masses">The masses p of the barycenter, positive; null for the uniform distribution.</param>
    /// <param name="weights">The weights λ_k, at least 0; null for equal ones.</param>
    /// <param name="initial">A structure to start from; null for distances between random points, of the size of the spaces.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the structure so far comes back.</param>
    /// <returns>The structure, a plan from it to each space, and the objective.</returns>
    /// <exception cref="ArgumentNullException">The structures are null, or one is.</exception>
    /// <exception cref="ShapeMismatchException">A structure is not square, or masses or the initial structure do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is below 1, an entry is not finite or not in the domain of the loss, a mass or weight negative or not finite, or a mass of the barycenter 0.</exception>
    /// <exception cref="ArgumentException">There is no space, or total masses are 0 or differ.</exception>
    public GromovBarycenterResult<T> Solve<T>(
        IReadOnlyList<Tensor<T>> structures, int size, IReadOnlyList<Tensor<T>?>? measures = null, Tensor<T>? masses = null, Tensor<T>? weights = null, Tensor<T>? initial = null,
        ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        ArgumentNullException.ThrowIfNull(structures);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (structures.Count == 0)
            throw new ArgumentException($"{Operation}: structures is empty; at least one space is asked for.", nameof(structures));
        if (measures is not null && measures.Count != structures.Count)
            throw new ShapeMismatchException($"{Operation}: structures has {structures.Count} spaces and measures the masses of {measures.Count}.");
        double[] p = Masses.Check(masses, size, Operation, nameof(masses)), shares = BarycenterWeights.Check(weights, structures.Count, Operation);
        int empty = Array.FindIndex(p, mass => mass == 0);
        if (empty >= 0)
            throw new ArgumentOutOfRangeException(nameof(masses), 0, $"{Operation}: mass {empty} is 0; the distances of a point without mass are not determined.");
        Tensor<double>[] spaces = [.. structures.Select(structure => structure is null ? throw new ArgumentNullException(nameof(structures)) : structure.To<double>())];
        Tensor<double>?[] given = [.. spaces.Select((_, k) => measures?[k]?.To<double>())];
        Tensor<double> own = Tensor.From(p), barycenter = initial is null ? First(spaces, size) : initial.To<double>().Clone();
        if (barycenter.Rank != 2 || barycenter.Shape[0] != size || barycenter.Shape[1] != size)
            throw new ShapeMismatchException($"{Operation}: initial has the shape {barycenter.Shape}; {size} by {size} distances are asked for.");

        var plans = new Tensor<double>?[spaces.Length];
        var trace = new List<double>();
        double[] values = new double[spaces.Length];
        Status status = Status.IterationLimit;
        int iteration = 0;
        while (true)
        {
            double value = 0;
            for (int k = 0; k < spaces.Length; k++)
            {
                GromovResult<double> result = Solver.Solve(barycenter, spaces[k], own, given[k], null, plans[k] is null ? null : new DensePlan<double>(plans[k]!), context, cancellationToken);
                (plans[k], values[k]) = (result.Plan.ToDense(), result.Value);
                value += shares[k] * result.Value;
            }

            trace.Add(value);
            double gain = trace.Count > 1 ? trace[^2] - value : double.PositiveInfinity;
            Progress?.Report(new(iteration, gain));
            if (!double.IsFinite(value))
                status = Status.NonFinite;
            else if (gain <= Tolerance * value || value == 0)
                status = Status.Converged;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else if (iteration < MaxIterations)
            {
                barycenter = Best(plans!, spaces, shares, p, context);
                iteration++;
                continue;
            }

            break;
        }

        return new()
        {
            Structure = barycenter.To<T>(),
            Masses = Doubles.Tensor<T>(p),
            Plans = [.. plans.Select(plan => new DensePlan<T>(plan!.To<T>()))],
            Value = trace[^1],
            Values = values,
            Trace = trace,
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>The best structure for the plans: <c>h₂</c> of the distances, carried over by the plans and averaged.</summary>
    private Tensor<double> Best(Tensor<double>[] plans, Tensor<double>[] spaces, double[] shares, double[] p, ComputeContext? context)
    {
        int n = p.Length;
        Tensor<double> mean = Tensor.Zeros<double>(n, n);
        for (int k = 0; k < plans.Length; k++)
        {
            if (shares[k] == 0)
                continue;
            Tensor<double> factors = Tensor.From(Array.ConvertAll(spaces[k].ToArray(), Solver.Objective.Loss.TargetFactor)).Reshape(spaces[k].Shape[0], spaces[k].Shape[0]);
            Tensor<double> carried = plans[k].MatMul(factors, context).MatMul(plans[k].Transpose(), context);
            for (int at = 0; at < mean.Length; at++)
                mean.AsSpan()[at] += shares[k] * carried.AsSpan()[at] / (p[at / n] * p[at % n]);
        }

        for (int at = 0; at < mean.Length; at++)
            mean.AsSpan()[at] = Solver.Objective.Loss.BestSource(mean.AsSpan()[at]);
        return mean;
    }

    /// <summary>Distances between random points of the plane, as large in the mean as those of the spaces; positive, as kernels are.</summary>
    private Tensor<double> First(Tensor<double>[] spaces, int size)
    {
        Tensor<double> points = new Philox(Seed).Uniform<double>(size, 2), distances = Tensor.Zeros<double>(size, size);
        double mean = spaces.Average(space => space.Length == 0 ? 0 : space.ToArray().Average(Math.Abs));
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                distances[i, j] = Math.Sqrt(Math.Pow(points[i, 0] - points[j, 0], 2) + Math.Pow(points[i, 1] - points[j, 1], 2));
        }

        double own = distances.ToArray().Average();
        return own == 0 ? distances : distances * (mean / own);
    }
}
