using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

/// <summary>What the loop promises of every front door, for the methods that are in neither of the tables of methods and problems: budget, time, cancellation, trace, a
/// function that fails, a start at the solution.</summary>
public sealed class FrontDoorContractTests
{
    /// <summary>What a run is given.</summary>
    /// <param name="Options">When it stops.</param>
    /// <param name="Start">Where it starts; null for where the row does.</param>
    /// <param name="FailAfter">After how many evaluations the function turns into NaN.</param>
    /// <param name="Token">What cancels it.</param>
    private sealed record Door(MinimizeOptions Options, Tensor<double>? Start = null, int FailAfter = int.MaxValue, CancellationToken Token = default);

    /// <summary>A solver behind its front door.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Run">Runs it.</param>
    /// <param name="Evaluations">A number of evaluations that ends in the middle of its way; 0 for a solver that has no function to fail.</param>
    /// <param name="Tolerance">What it reaches; null for a method whose residual does not vanish, or not in sensible time.</param>
    /// <param name="TakesStart">Whether it takes a start.</param>
    private sealed record Row(string Name, Func<Door, Outcome> Run, int Evaluations, double? Tolerance = 1e-7, bool TakesStart = true);

    private sealed record Outcome(Status Status, Tensor<double> Value, double Objective, double Residual, int Iterations, IReadOnlyList<TracePoint> Trace);

    private static readonly Tensor<double> _matrix = Draw.Normal<double>(1, 9, 2).Abs().MatMul(Draw.Normal<double>(2, 2, 7).Abs());
    private static readonly LeastSquares<double> _loss = new(Draw.Normal<double>(3, 40, 25), Draw.Normal<double>(4, 40)) { IsMean = true };
    private static readonly RidgeRegularized<double> _sum = new(new LogisticLoss<double>(Draw.Normal<double>(5, 60, 8), Draw.Signs<double>(6, 60)), 0.05);

    private static readonly Row[] All = [.. Smooth(), .. Residuals(), .. Stochastic(), .. Geometry(), .. Constrained()];

    public static TheoryData<string> Names => [.. All.Select(row => row.Name)];

    public static TheoryData<string> Starting => [.. All.Where(row => row is { TakesStart: true, Tolerance: not null }).Select(row => row.Name)];

    public static TheoryData<string> Failing => [.. All.Where(row => row.Evaluations > 0).Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Keeps_to_the_budget_and_traces_every_step(string name)
    {
        Outcome s = Named(name).Run(new(new() { MaxIterations = 3, Tolerance = 0, MeasureEvery = 1 }));
        Assert.Equal(Status.IterationLimit, s.Status);
        Assert.Equal(3, s.Iterations);
        Assert.Equal([0, 1, 2, 3], s.Trace.Select(point => point.Iteration));
        Assert.Contains(s.Trace, point => point.Objective.Equals(s.Objective) && point.Residual.Equals(s.Residual));
        Assert.Equal(Status.TimeLimit, Named(name).Run(new(new() { Tolerance = 0, MeasureEvery = 1, TimeLimit = TimeSpan.FromSeconds(4), Clock = new TickingClock() })).Status);
        Assert.Empty(Named(name).Run(new(new() { MaxIterations = 3, Tolerance = 0, RecordTrace = false })).Trace);
    }

    [Theory, MemberData(nameof(Names))]
    public void Gives_the_best_point_when_it_is_cancelled(string name)
    {
        Outcome none = Named(name).Run(new(new(), Token: new CancellationToken(canceled: true)));
        Assert.Equal((Status.Cancelled, 0), (none.Status, none.Iterations));
        using var source = new CancellationTokenSource();
        var seen = new List<TracePoint>();
        var progress = new Inline(point =>
        {
            seen.Add(point);
            if (point.Iteration == 2)
                source.Cancel();
        });
        Outcome s = Named(name).Run(new(new() { Tolerance = 0, MeasureEvery = 1, Progress = progress }, Token: source.Token));
        Assert.Equal((Status.Cancelled, 2), (s.Status, s.Iterations));
        Assert.True(s.Objective.Equals(seen.Min(point => point.Objective)) || s.Residual.Equals(seen.Min(point => point.Residual)), $"{s.Objective}, {s.Residual}");
    }

    [Theory, MemberData(nameof(Failing))]
    public void Gives_back_the_last_finite_point_when_the_function_fails(string name)
    {
        Row row = Named(name);
        double start = row.Run(new(new() { MaxIterations = 0 })).Objective;
        Outcome s = row.Run(new(new() { Tolerance = 0, MeasureEvery = 1, MaxIterations = 100_000 }, FailAfter: row.Evaluations));
        // A search that takes NaN for too far shortens its step until nothing moves.
        Assert.True(s.Status is Status.NonFinite or Status.Stalled, $"{s.Status}");
        Assert.True(double.IsFinite(s.Objective) && double.IsFinite(s.Residual));
        Assert.All(s.Value.ToArray(), element => Assert.True(double.IsFinite(element)));
        Assert.True(s.Objective < start, $"{s.Objective} from {start}");
        Assert.Equal(Status.NonFinite, row.Run(new(new() { MaxIterations = 50 }, FailAfter: 0)).Status);
    }

    [Theory, MemberData(nameof(Starting))]
    public void Stays_at_the_solution(string name)
    {
        Row row = Named(name);
        double tolerance = row.Tolerance!.Value;
        Outcome solved = row.Run(new(new() { Tolerance = tolerance, MaxIterations = 200_000 }));
        Assert.Equal(Status.Converged, solved.Status);
        Assert.InRange(solved.Residual, 0, tolerance);
        Outcome again = row.Run(new(new() { Tolerance = tolerance * 1.01, MaxIterations = 200_000 }, Start: solved.Value));
        Assert.Equal(Status.Converged, again.Status);
        Assert.InRange(again.Iterations, 0, 1);
        Assert.Equal(solved.Objective, again.Objective, 1e-6);
    }

    /// <summary>Starts that a solver has no use for change nothing; values at the solution are checked where the solver has its own tests.</summary>
    [Theory, MemberData(nameof(Names))]
    public void Repeats_itself_bit_for_bit_and_leaves_the_start_alone(string name)
    {
        Row row = Named(name);
        var options = new MinimizeOptions { MaxIterations = 20, Tolerance = 0 };
        Outcome once = row.Run(new(options));
        Assert.Equal(once.Value.ToArray(), row.Run(new(options)).Value.ToArray());
        if (!row.TakesStart)
            return;
        Tensor<double> start = once.Value.Clone();
        row.Run(new(options, Start: start));
        Assert.Equal(once.Value.ToArray(), start.ToArray());
    }

    private static Row Named(string name) => All.Single(row => string.Equals(row.Name, name, StringComparison.Ordinal));

    private static Outcome Of(Solution<double> s) => new(s.Status, s.Value, s.Objective, s.Residual, s.Iterations, s.Trace);

    private static IEnumerable<Row> Smooth()
    {
        var worst = new Quadratic<double>(Tensor.Eye<double>(4), Tensor.From([1.0, -2, 0.5, 3]));
        double smallest = Minimize.Run(worst, new Newton(), Tensor.Zeros<double>(4)).Objective;
        Bounds<double> box = Bounds.Between(new Shape(25), -0.05, 0.08);
        yield return new("Polyak step", d => Of(Minimize.Run(new FailingSmooth<double>(_loss, d.FailAfter), new GradientDescent { Step = new PolyakStep(0) }, d.Start ?? Tensor.Ones<double>(25), d.Options, d.Token)), 12, null);
        yield return new("Polyak step to a known value", d => Of(Minimize.Run(new FailingSmooth<double>(worst, d.FailAfter), new GradientDescent { Step = new PolyakStep(smallest - 1e-3) }, d.Start ?? Tensor.Ones<double>(4), d.Options, d.Token)), 4, null);
        yield return new("L-BFGS-B in a box", d => Of(Minimize.Run(new FailingSmooth<double>(_loss, d.FailAfter), box, new LbfgsB(), d.Start ?? Tensor.Zeros<double>(25), d.Options, d.Token)), 6);
        yield return new("projected gradient in a box", d => Of(Minimize.Run(new FailingSmooth<double>(_loss, d.FailAfter), box, new ProjectedGradient(), d.Start ?? Tensor.Zeros<double>(25), d.Options, d.Token)), 6);
        yield return new("Nelder-Mead", d =>
        {
            int count = 0;
            return Of(Minimize.Run<double>(x => ++count > d.FailAfter ? double.NaN : Math.Cosh(x[0] - 1) + Math.Pow(x[1] + 2, 2), new NelderMead(), d.Start ?? Tensor.Ones<double>(2), d.Options, d.Token));
        }, 30, null);
    }

    private static IEnumerable<Row> Residuals()
    {
        foreach ((string name, ILeastSquaresMethod method) in ((string, ILeastSquaresMethod)[])[("Gauss-Newton", new GaussNewton()), ("Levenberg-Marquardt", new LevenbergMarquardt())])
        {
            yield return new(name, d =>
            {
                var fit = new DecayFit<double>(30);
                return Of(Minimize.Run(Broken(30, fit.Evaluate, d.FailAfter, fit.Jacobian), method, d.Start ?? Tensor.From([1.0, 0.3, 0]), d.Options, d.Token));
            }, 6);
        }

        foreach ((string name, IRootMethod method) in ((string, IRootMethod)[])[("Newton for equations", new NewtonRoot()), ("Broyden", new Broyden())])
        {
            yield return new(name, d => Of(Solve.Root(Broken(6, Tridiagonal, d.FailAfter, null), method, d.Start ?? Tensor.Full([6], -1.0), d.Options, d.Token)), 10);
        }

        foreach (int memory in (int[])[0, 3])
        {
            yield return new($"Anderson with {memory}", d => Of(Solve.FixedPoint(Broken(6, Contraction, d.FailAfter, null), new AndersonAcceleration { Memory = memory }, d.Start ?? Tensor.Zeros<double>(6), d.Options, d.Token)), 5);
        }
    }

    private static IEnumerable<Row> Stochastic()
    {
        foreach ((string name, IStochasticProximalMethod method, double? tolerance) in ((string, IStochasticProximalMethod, double?)[])
            [("SGD", new Sgd { Schedule = new ConstantSchedule(0.05), Random = new Philox(3) }, null), ("SAGA", new Saga { Random = new Philox(3) }, 1e-7), ("SVRG", new Svrg { Random = new Philox(3) }, 1e-7)])
        {
            yield return new($"proximal {name}", d => Of(Minimize.Run(new FailingAfter<double>(_sum, d.FailAfter), new L1Norm<double>(0.03), method, d.Start ?? Tensor.Ones<double>(8), d.Options, d.Token)), 400, tolerance);
        }
    }

    private static IEnumerable<Row> Geometry()
    {
        foreach ((string name, FrankWolfeSteps steps) in ((string, FrankWolfeSteps)[])[("searching", FrankWolfeSteps.LineSearch), ("open-loop", FrankWolfeSteps.OpenLoop)])
        {
            yield return new($"Frank-Wolfe {name}", d => Of(Minimize.Run(new FailingSmooth<double>(_loss, d.FailAfter), new L1BallVertices<double>(0.5), new FrankWolfe { Steps = steps }, d.Start ?? Tensor.Zeros<double>(25), d.Options, d.Token)), 12, null);
        }

        yield return new("Frank-Wolfe on the nuclear ball", d => Of(Minimize.Run(new FailingSmooth<double>(_loss, d.FailAfter), new NuclearBallVertices<double>(5, 5, 0.5), new FrankWolfe(), d.Start ?? Tensor.Zeros<double>(25), d.Options, d.Token)), 12, null);
        yield return new("mirror descent on subgradients", d => Of(Minimize.Run(Distance(d.FailAfter), new EuclideanMap<double>(new L2Ball<double>(3)), new MirrorDescent { Schedule = new InverseSquareRootDecay(0.1, 10) }, d.Start ?? Tensor.Ones<double>(5), d.Options, d.Token)), 12, null);
        yield return new("subgradient method", d => Of(Minimize.Run(Distance(d.FailAfter), new L2Ball<double>(3), new SubgradientMethod { OptimalValue = 0 }, d.Start ?? Tensor.Ones<double>(5), d.Options, d.Token)), 12, null);
        yield return new("PALM", d => Of(Minimize.Run(new FailingBlocks<double>(new FactorizationLoss<double>(_matrix, 2), d.FailAfter), [new NonNegative<double>(), new NonNegative<double>()], new Palm(), d.Start ?? Draw.Normal<double>(3, 32).Abs(), d.Options, d.Token)), 40);
    }

    private static IEnumerable<Row> Constrained()
    {
        Tensor<double> g = Draw.Normal<double>(1, 30, 12), h = Draw.Normal<double>(2, 30).Abs() + 0.5, cost = -g.Transpose().MatMul(Draw.Normal<double>(3, 30).Abs());
        var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = h, Lower = Tensor.Full([12], -10.0) };
        var quadratic = new Quadratic<double>(Tensor.Eye<double>(12), Draw.Normal<double>(7, 12));
        yield return new("log barrier", d => Of(new LogBarrier().Minimize(new FailingSmooth<double>(quadratic, d.FailAfter), g, h, d.Start ?? Tensor.Zeros<double>(12), d.Options, d.Token)), 30, null);
        yield return new("linear program", d => Program(new LinearProgram(cost, constraints).Solve(d.Options, d.Token)), 0, TakesStart: false);
        yield return new("quadratic program", d => Program(new QuadraticProgram(Tensor.Eye<double>(12), cost, constraints).Solve(d.Options, d.Token)), 0, TakesStart: false);
    }

    private static Outcome Program(ProgramSolution s)
    {
        TracePoint? same = s.Trace.FirstOrDefault(point => point.Objective.Equals(s.Objective));
        return new(s.Status, s.Value, s.Objective, same?.Residual ?? double.NaN, s.Iterations, s.Trace);
    }

    private static VectorFunction<double> Broken(int length, Action<Tensor<double>, Tensor<double>> evaluate, int failAfter, Action<Tensor<double>, Tensor<double>>? jacobian)
    {
        int count = 0;
        void Evaluate(Tensor<double> x, Tensor<double> f)
        {
            evaluate(x, f);
            if (++count > failAfter)
                f.Fill(double.NaN);
        }

        return jacobian is null ? new(length, Evaluate) : new(length, Evaluate, jacobian);
    }

    private static void Tridiagonal(Tensor<double> x, Tensor<double> f)
    {
        for (int i = 0; i < 6; i++)
            f[i] = ((3 - (2 * x[i])) * x[i]) - (i > 0 ? x[i - 1] : 0) - (i < 5 ? 2 * x[i + 1] : 0) + 1;
    }

    private static void Contraction(Tensor<double> x, Tensor<double> g)
    {
        for (int i = 0; i < 6; i++)
            g[i] = (0.95 * (i + 1) / 6 * x[i]) + 1;
    }

    /// <summary>The l1 distance to a point.</summary>
    private static SubdifferentiableFunction<double> Distance(int failAfter)
    {
        int count = 0;
        double[] centre = [0.3, -0.2, 0.7, 0.1, -0.5];
        return new((x, v) =>
        {
            double sum = 0;
            for (int i = 0; i < 5; i++)
            {
                v[i] = Math.Sign(x[i] - centre[i]);
                sum += Math.Abs(x[i] - centre[i]);
            }

            return ++count > failAfter ? double.NaN : sum;
        });
    }
}
