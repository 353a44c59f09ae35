using System.Diagnostics;
using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Entropic semi-relaxed Gromov-Wasserstein transport, <c>min F(P) + ε KL(P | a ⊗ u)</c> over <c>P ≥ 0</c>, <c>P1 = a</c>, with F the objective of
/// <see cref="SemiRelaxedGromovWasserstein"/> and u the uniform distribution on the second space; or F alone by proximal points.</summary>
/// <remarks>
/// <para>Mirror descent in the Kullback-Leibler divergence, whose projection on the rows has a closed form: each row of the next plan is
/// <c>P_ij^(1 − τε) exp(−τ ∇F_ij)</c>, scaled to the mass <c>a_i</c>. The step τ begins with 1 / ε and is halved wherever the objective would rise, so that it never does. With
/// <see cref="Proximal"/> there is no entropy in the objective and 1 / ε is but the first step: the limit is stationary for F itself, and sparser. O(n m) and two matrix products an
/// iteration.</para>
/// <para>The problem is not convex, and the product of the masses may itself be stationary: other plans to start from can be given.</para>
/// <para>Source: C. Vincent-Cuaz, R. Flamary, M. Corneli, T. Vayer, N. Courty, ICLR 2022, section 3.2.</para>
/// </remarks>
public sealed record EntropicSemiRelaxedGromovWasserstein
{
    private const int Halvings = 40;

    /// <summary>The weight ε of the entropy, in the units of the objective.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public required double Epsilon { get; init => field = SolverOption.Positive(value, nameof(EntropicSemiRelaxedGromovWasserstein)); }

    /// <summary>Whether 1 / ε is the step of a proximal point method for the problem without entropy.</summary>
    public bool Proximal { get; init; }

    /// <summary>The loss between distances and the weight of the structures; the square and ½ by default.</summary>
    /// <exception cref="ArgumentNullException">The objective is null.</exception>
    public GromovObjective Objective
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = new();

    /// <summary>The most iterations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, nameof(EntropicSemiRelaxedGromovWasserstein)); } = 2000;

    /// <summary>The change of the plan, <c>‖P − P′‖₁</c> as a share of the total mass, at which the run has converged.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Tolerance { get; init => field = SolverOption.Positive(value, nameof(EntropicSemiRelaxedGromovWasserstein)); } = 1e-8;

    /// <summary>Told after each iteration, on the solver's thread: the change of the plan.</summary>
    public IProgress<IterationProgress>? Progress { get; init; }

    /// <summary>Solves a problem, starting from <paramref name="initial"/> or the plan of the lower bound, softened.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="sourceStructure">The distances (or similarities) C within the first space, n × n.</param>
    /// <param name="targetStructure">The distances D within the second space, m × m.</param>
    /// <param name="source">The masses a of the first space, at least 0; null for the uniform distribution.</param>
    /// <param name="features">The costs M between features, n × m; null when structures alone count, whatever α.</param>
    /// <param name="initial">A plan to start from, with positive entries; where it has none it stays so.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at in every iteration; the plan so far comes back.</param>
    /// <returns>The plan, its value, bounds and gaps; the masses it gives to the second space are the column sums of the plan. The gap of conditional gradients is that of F,
    /// which is not 0 at the optimum of the entropic problem.</returns>
    /// <exception cref="ArgumentNullException">A structure is null.</exception>
    /// <exception cref="ShapeMismatchException">A structure is not square, or features, masses or the initial plan do not fit them.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An entry is not finite or not in the domain of the loss, or a mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total mass is 0.</exception>
    public GromovResult<T> Solve<T>(Tensor<T> sourceStructure, Tensor<T> targetStructure, Tensor<T>? source = null, Tensor<T>? features = null, ITransportPlan<T>? initial = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long start = Stopwatch.GetTimestamp();
        GromovProblem problem = GromovProblem.Create(sourceStructure, targetStructure, source, null, features, Objective, context, nameof(EntropicSemiRelaxedGromovWasserstein));
        if (initial is not null && (initial.Rows != problem.Rows || initial.Columns != problem.Columns))
            throw new ShapeMismatchException($"EntropicSemiRelaxedGromovWasserstein: initial is a plan of {initial.Rows} sources and {initial.Columns} targets; {problem.Rows} and {problem.Columns} are asked for.");
        GromovBounds bounds = GromovBounds.Find(problem, GromovBoundKinds.Third, columnsFree: true, context, cancellationToken);
        var point = new GromovDescent(problem, new RowOracle(problem.Masses));
        Tensor<double> plan = initial?.ToDense().To<double>() ?? Softened(problem, bounds.Plans[0]), next = Tensor.Zeros<double>(problem.Rows, problem.Columns);
        point.Begin(plan);
        double value = Value(point, problem), step = 1 / Epsilon;
        var trace = new List<double> { point.Value };
        Status status = Status.IterationLimit;
        int iteration = 0;
        while (status == Status.IterationLimit && iteration < MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            point.Plan.CopyTo(plan.AsSpan());
            double change = 0, reached = double.PositiveInfinity, fullStep = step;
            for (int halving = 0; halving < Halvings; halving++, step /= 2)
            {
                Step(problem, plan, point, step, next);
                point.Begin(next);
                reached = Value(point, problem);
                if (reached <= value + (1e-13 * Math.Abs(value)))
                    break;
                // The gradient at the plan itself, for a shorter step.
                point.Begin(plan);
            }

            change = Distance(plan, point.Plan) / problem.Masses.Total;
            iteration++;
            value = Value(point, problem);
            trace.Add(point.Value);
            Progress?.Report(new(iteration, change));
            if (!double.IsFinite(value))
                status = Status.NonFinite;
            else if (change <= Tolerance * Math.Min(1, fullStep * Epsilon))
                status = Status.Converged;
            step = Math.Min(1 / Epsilon, 2 * step);
        }

        double gap = point.MeasureGap(CancellationToken.None);
        return GromovResult<T>.Create(problem, bounds, point.Plan, point.Linear, point.Quadratic, columnsFree: true) with
        {
            EntropicValue = Proximal ? null : value,
            FrankWolfeGap = gap,
            StartValues = [point.Value],
            Trace = trace,
            Status = status,
            Iterations = iteration,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    /// <summary>Halfway between a plan and one without preference, so that every entry is open.</summary>
    private static Tensor<double> Softened(GromovProblem problem, Tensor<double> plan)
    {
        Tensor<double> soft = plan.Clone();
        for (int k = 0; k < soft.Length; k++)
            soft.AsSpan()[k] = 0.5 * (soft.AsSpan()[k] + (problem.Masses.Source[k / problem.Columns] / problem.Columns));
        return soft;
    }

    private void Step(GromovProblem problem, Tensor<double> plan, GromovDescent point, double step, Tensor<double> next)
    {
        double power = Proximal ? 1 : 1 - (step * Epsilon);
        for (int i = 0; i < problem.Rows; i++)
        {
            ReadOnlySpan<double> given = plan.AsSpan().Slice(i * problem.Columns, problem.Columns), slopes = point.CurrentGradient.AsSpan().Slice(i * problem.Columns, problem.Columns);
            Span<double> row = next.AsSpan().Slice(i * problem.Columns, problem.Columns);
            double largest = double.NegativeInfinity, sum = 0;
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = (power == 0 ? 0 : power * Math.Log(given[j])) - (step * slopes[j]);
                largest = Math.Max(largest, row[j]);
            }

            for (int j = 0; j < row.Length; j++)
                sum += row[j] = double.IsNegativeInfinity(largest) ? 1 : Math.Exp(row[j] - largest);
            for (int j = 0; j < row.Length; j++)
                row[j] *= problem.Masses.Source[i] / sum;
        }
    }

    /// <summary>The objective, with its entropy <c>ε (Σ P log(P m / a) − Σ P + Σ a)</c>, whose last two terms cancel.</summary>
    private double Value(GromovDescent point, GromovProblem problem)
    {
        if (Proximal)
            return point.Value;
        double sum = 0;
        ReadOnlySpan<double> plan = point.Plan.AsSpan();
        for (int k = 0; k < plan.Length; k++)
        {
            if (plan[k] > 0)
                sum += plan[k] * Math.Log(plan[k] * problem.Columns / problem.Masses.Source[k / problem.Columns]);
        }

        return point.Value + (Epsilon * sum);
    }

    private static double Distance(Tensor<double> x, Tensor<double> y)
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
            sum += Math.Abs(x.AsSpan()[k] - y.AsSpan()[k]);
        return sum;
    }
}
