namespace MathsIA.Optimization.Tests;

public sealed class ProgramTests
{
    /// <summary>HiGHS, by tests/fixtures/programs.py.</summary>
    private static readonly double[] _random =
        [-8.579857145752273, -0.33150834793678363, -2.3562921220288002, 2.0775841045048686, 2.9188085685465204, -7.132286598153093, 3.2287323507556085, -0.6657465877565634];

    private static readonly double[] _transport = [0.24677799941992462, 0.1699819844854703, 0.18680238999884297];

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7)]
    public void Random_linear_programs_agree_with_HiGHS(int seed)
    {
        var r = new NumpyLegacyRandom((uint)seed);
        Tensor<double> g = r.Randn(14, 8), x = r.Rand(8), slack = r.Rand(14), a = r.Randn(2, 8), weights = r.Rand(14), free = r.Randn(2);
        Tensor<double> cost = -(g.Transpose().MatMul(weights)) - a.Transpose().MatMul(free);
        var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = g.MatMul(x) + slack, EqualityMatrix = a, EqualityVector = a.MatMul(x) };
        ProgramSolution s = new LinearProgram(cost, constraints).Solve();
        IsOptimal(s, null, cost, constraints);
        Assert.Equal(_random[seed], s.Objective, 1e-8);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2)]
    public void Degenerate_transport_programs_agree_with_HiGHS(int seed)
    {
        Tensor<double> cost = new NumpyLegacyRandom((uint)seed).Rand(35), a = Tensor.Zeros<double>(12, 35), b = Tensor.Zeros<double>(12);
        for (int i = 0; i < 5; i++)
        {
            for (int j = 0; j < 7; j++)
                a.AsSpan()[(i * 35) + (i * 7) + j] = a.AsSpan()[((5 + j) * 35) + (i * 7) + j] = 1;
        }

        for (int i = 0; i < 12; i++)
            b.AsSpan()[i] = i < 5 ? 1 / 5.0 : 1 / 7.0;
        // One equation follows from the others.
        var constraints = new ProgramConstraints { EqualityMatrix = a, EqualityVector = b, Lower = Tensor.Zeros<double>(35) };
        ProgramSolution s = new LinearProgram(cost, constraints).Solve();
        IsOptimal(s, null, cost, constraints);
        Assert.Equal(_transport[seed], s.Objective, 1e-8);
    }

    [Fact]
    public void Random_quadratic_programs_meet_their_optimality_conditions()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            // Ranks from 1 to n: singular matrices too.
            Tensor<double> root = Draw.Normal<double>(seed, 1 + (seed % 7), 7), q = root.Transpose().MatMul(root).Contiguous();
            Symmetrize(q);
            Tensor<double> g = Draw.Normal<double>(100 + seed, 6, 7), x = Draw.Normal<double>(200 + seed, 7), a = Draw.Normal<double>(300 + seed, 2, 7);
            var constraints = new ProgramConstraints
            {
                InequalityMatrix = g,
                InequalityVector = g.MatMul(x) + Draw.Normal<double>(400 + seed, 6).Abs(),
                EqualityMatrix = a,
                EqualityVector = a.MatMul(x),
                Lower = x - 2,
                Upper = Tensor.Full([7], double.PositiveInfinity),
            };
            constraints.Upper!.AsSpan()[seed % 7] = x.AsSpan()[seed % 7] + 0.1;
            constraints.Lower!.AsSpan()[(seed + 1) % 7] = double.NegativeInfinity;
            // Bounded below by construction: the cost is a sum of constraint normals with positive weights.
            Tensor<double> cost = Draw.Normal<double>(500 + seed, 2).MatMul(a) - g.Transpose().MatMul(Draw.Normal<double>(600 + seed, 6).Abs());
            IsOptimal(new QuadraticProgram(q, cost, constraints).Solve(), q, cost, constraints);
        }
    }

    [Fact]
    public void A_quadratic_program_without_inequalities_is_a_linear_system()
    {
        Tensor<double> q = Tensor.From(new double[,] { { 2, 0 }, { 0, 4 } }), c = Tensor.From(new double[] { -2, -8 });
        ProgramSolution free = new QuadraticProgram(q, c).Solve();
        Assert.Equal(Status.Converged, free.Status);
        Assert.Equal(-9, free.Objective, 1e-8);
        ProgramSolution line = new QuadraticProgram(q, c, new() { EqualityMatrix = Tensor.From(new double[,] { { 1, 1 } }), EqualityVector = Tensor.From(new double[] { 1 }) }).Solve();
        // 2x − 2 + y = 0, 4z − 8 + y = 0, x + z = 1: x = −1/3, z = 4/3, y = 8/3.
        Assert.Equal(-1 / 3.0, line.Value.AsSpan()[0], 1e-8);
        Assert.Equal(8 / 3.0, line.EqualityMultipliers.AsSpan()[0], 1e-8);
    }

    [Fact]
    public void The_simplex_projection_as_a_quadratic_program()
    {
        Tensor<double> a = Draw.Normal<double>(1, 30), projected = Tensor.Zeros<double>(30);
        new Simplex<double>().Prox(a.AsSpan(), 1, projected.AsSpan());
        var constraints = new ProgramConstraints { EqualityMatrix = Tensor.Ones<double>(1, 30), EqualityVector = Tensor.Ones<double>(1), Lower = Tensor.Zeros<double>(30) };
        ProgramSolution s = new QuadraticProgram(Tensor.Eye<double>(30), -a, constraints).Solve(new() { Tolerance = 1e-11 });
        Assert.True((s.Value - projected).Abs().Max() < 1e-8);
    }

    [Fact]
    public void Basis_pursuit_as_a_linear_program_agrees_with_splitting()
    {
        Tensor<double> a = Draw.Normal<double>(2, 10, 25), y = Draw.Normal<double>(3, 10);
        // x = p − n with p and n at least 0.
        Tensor<double> both = Tensor.Concatenate(1, a, -a);
        ProgramSolution lp = new LinearProgram(Tensor.Ones<double>(50), new() { EqualityMatrix = both, EqualityVector = y, Lower = Tensor.Zeros<double>(50) }).Solve();
        Solution<double> split = Minimize.Run(new AffineSet<double>(a, y), new L1Norm<double>(), new DouglasRachford { StepSize = 0.1 }, Tensor.Zeros<double>(25), new() { MaxIterations = 50_000, Tolerance = 1e-11 });
        Assert.Equal(Status.Converged, split.Status);
        Assert.Equal(lp.Objective, split.Objective, 1e-7);
    }

    [Fact]
    public void Infeasible_programs_come_with_a_certificate()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            // Weighted rows that add up to 0 while their right sides add up to less than 0: no x can meet them all.
            Tensor<double> g = Draw.Normal<double>(seed, 8, 5), weights = Draw.Normal<double>(50 + seed, 8).Abs() + 0.1, h = Draw.Normal<double>(100 + seed, 8);
            double last = weights.AsSpan()[7];
            for (int j = 0; j < 5; j++)
            {
                double sum = 0;
                for (int i = 0; i < 7; i++)
                    sum += weights.AsSpan()[i] * g.AsSpan()[(i * 5) + j];
                g.AsSpan()[35 + j] = -sum / last;
            }

            double right = 0;
            for (int i = 0; i < 7; i++)
                right += weights.AsSpan()[i] * h.AsSpan()[i];
            h.AsSpan()[7] = (-right - 0.5) / last;
            var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = h };
            IsInfeasible(new LinearProgram(Draw.Normal<double>(150 + seed, 5), constraints).Solve(), constraints);
            IsInfeasible(new QuadraticProgram(Tensor.Eye<double>(5), Draw.Normal<double>(150 + seed, 5), constraints).Solve(), constraints);
        }
    }

    [Fact]
    public void Contradicting_equations_and_bounds_come_with_a_certificate()
    {
        var equations = new ProgramConstraints { EqualityMatrix = Tensor.From(new double[,] { { 1, 1 }, { 2, 2 } }), EqualityVector = Tensor.From(new double[] { 1, 3 }) };
        IsInfeasible(new LinearProgram(Tensor.Ones<double>(2), equations).Solve(), equations);
        var bounds = new ProgramConstraints { Lower = Tensor.From(new double[] { 0, 2 }), Upper = Tensor.From(new double[] { 1, 1 }) };
        IsInfeasible(new LinearProgram(Tensor.Ones<double>(2), bounds).Solve(), bounds);
        var mixed = new ProgramConstraints { EqualityMatrix = Tensor.Ones<double>(1, 2), EqualityVector = Tensor.From(new double[] { -1 }), Lower = Tensor.Zeros<double>(2) };
        IsInfeasible(new LinearProgram(Tensor.Zeros<double>(2), mixed).Solve(), mixed);
    }

    /// <summary>Equations of any rank, of which one combination contradicts its right side by little or by much; alone, with bounds and with inequalities.</summary>
    [Fact]
    public void Generated_contradicting_equations_are_never_a_stall()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            int n = 2 + (seed % 6), rank = 1 + (seed % n), p = rank + 1 + (seed % 3);
            double size = Math.Pow(10, (seed % 7) - 3), contradiction = Math.Pow(10, -(seed % 5));
            Tensor<double> mix = Draw.Normal<double>(seed, p, rank), a = mix.MatMul(Draw.Normal<double>(1000 + seed, rank, n)) * size;
            Tensor<double> inside = Draw.Normal<double>(2000 + seed, n), b = a.MatMul(inside).Clone();
            b.AsSpan()[seed % p] += contradiction * size;
            Tensor<double> cost = Draw.Normal<double>(3000 + seed, n);
            ProgramConstraints[] all =
            [
                new() { EqualityMatrix = a, EqualityVector = b },
                new() { EqualityMatrix = a, EqualityVector = b, Lower = inside - 5, Upper = inside + 5 },
                new() { EqualityMatrix = a, EqualityVector = b, InequalityMatrix = Draw.Normal<double>(4000 + seed, 3, n), InequalityVector = Tensor.Full([3], 10.0) },
            ];
            foreach (ProgramConstraints constraints in all)
            {
                ProgramSolution linear = new LinearProgram(cost, constraints).Solve(), quadratic = new QuadraticProgram(Tensor.Eye<double>(n), cost, constraints).Solve();
                Assert.True(linear.Status == Status.Infeasible && quadratic.Status == Status.Infeasible, $"seed {seed}: {linear}\n{quadratic}");
                IsInfeasible(linear, constraints);
                IsInfeasible(quadratic, constraints);
            }
        }
    }

    [Fact]
    public void Generated_degenerate_programs_have_a_certified_optimum()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            // Every row through one vertex, each of them twice, equations that repeat each other, and a cost in the cone of the normals: the vertex is optimal.
            int n = 2 + (seed % 6), m = n + 1 + (seed % 5);
            Tensor<double> rows = Draw.Normal<double>(seed, m, n), vertex = Draw.Normal<double>(1000 + seed, n), equation = Draw.Normal<double>(2000 + seed, 1, n);
            Tensor<double> g = Tensor.Concatenate(0, rows, rows), a = Tensor.Concatenate(0, equation, equation * 3);
            Tensor<double> cost = -rows.Transpose().MatMul(Draw.Normal<double>(3000 + seed, m).Abs());
            var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = g.MatMul(vertex), EqualityMatrix = a, EqualityVector = a.MatMul(vertex) };
            ProgramSolution s = new LinearProgram(cost, constraints).Solve();
            IsOptimal(s, null, cost, constraints);
            Assert.Equal(Vectors.Dot<double>(cost.Contiguous().AsSpan(), vertex.AsSpan()), s.Objective, 1e-6);
        }
    }

    [Fact]
    public void Unbounded_programs_come_with_a_ray_and_a_feasible_point()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            // A direction that the rows do not oppose, and the cost follows.
            Tensor<double> g = Draw.Normal<double>(seed, 6, 5), d = Draw.Normal<double>(50 + seed, 5), x = Draw.Normal<double>(100 + seed, 5);
            double square = Vectors.Dot(d, d);
            for (int i = 0; i < 6; i++)
            {
                double inner = Vectors.Dot<double>(g.AsSpan().Slice(i * 5, 5), d.AsSpan());
                Vectors.AddScaled(g.AsSpan().Slice(i * 5, 5), -(inner + 0.2 * i) / square, d.AsSpan(), g.AsSpan().Slice(i * 5, 5));
            }

            var constraints = new ProgramConstraints { InequalityMatrix = g, InequalityVector = g.MatMul(x) + 1 };
            Tensor<double> cost = (Draw.Normal<double>(150 + seed, 5) * 0.01) - d;
            IsUnbounded(new LinearProgram(cost, constraints).Solve(), null, cost, constraints);
        }

        // A quadratic that is flat along one axis.
        Tensor<double> flat = Tensor.From(new double[,] { { 1, 0 }, { 0, 0 } }), down = Tensor.From(new double[] { 1, -1 });
        var upper = new ProgramConstraints { Lower = Tensor.From(new double[] { 0, 0 }) };
        IsUnbounded(new QuadraticProgram(flat, down, upper).Solve(), flat, down, upper);
        IsUnbounded(new LinearProgram(Tensor.Ones<double>(3)).Solve(), null, Tensor.Ones<double>(3), new());
    }

    [Fact]
    public void A_program_that_is_infeasible_and_has_a_falling_ray_is_infeasible()
    {
        var constraints = new ProgramConstraints { EqualityMatrix = Tensor.From(new double[,] { { 1, 0 }, { 1, 0 } }), EqualityVector = Tensor.From(new double[] { 0, 1 }) };
        IsInfeasible(new LinearProgram(Tensor.From(new double[] { 0, 1 }), constraints).Solve(), constraints);
    }

    [Fact]
    public void Badly_scaled_and_degenerate_programs_are_solved()
    {
        // Klee and Minty's cube: the optimum is 100^(n−1).
        const int n = 6;
        Tensor<double> g = Tensor.Zeros<double>(n, n), h = Tensor.Zeros<double>(n), cost = Tensor.Zeros<double>(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                g.AsSpan()[(i * n) + j] = 2 * Math.Pow(10, i - j);
            g.AsSpan()[(i * n) + i] = 1;
            h.AsSpan()[i] = Math.Pow(100, i);
            cost.AsSpan()[i] = -Math.Pow(10, n - 1 - i);
        }

        ProgramSolution s = new LinearProgram(cost, new() { InequalityMatrix = g, InequalityVector = h, Lower = Tensor.Zeros<double>(n) }).Solve();
        Assert.Equal(Status.Converged, s.Status);
        Assert.Equal(-Math.Pow(100, n - 1), s.Objective, 1e-6 * Math.Pow(100, n - 1));

        // Many rows through one vertex.
        Tensor<double> rows = Draw.Normal<double>(1, 40, 3).Abs();
        var cone = new ProgramConstraints { InequalityMatrix = -rows, InequalityVector = Tensor.Zeros<double>(40) };
        ProgramSolution vertex = new LinearProgram(rows.Sum(0), cone).Solve();
        Assert.Equal(Status.Converged, vertex.Status);
        Assert.Equal(0, vertex.Objective, 1e-8);

        // Fixed variables.
        Tensor<double> same = Tensor.From(new double[] { 1, 2 });
        ProgramSolution fixedPoint = new LinearProgram(Tensor.Ones<double>(2), new() { Lower = same, Upper = same }).Solve();
        Assert.Equal(3, fixedPoint.Objective, 1e-7);
    }

    [Fact]
    public void Keeps_the_promises_of_every_solver()
    {
        var program = new LinearProgram(Tensor.From(new double[] { 1, -2, 3 }), new() { Lower = Tensor.Full([3], -1.0), Upper = Tensor.Full([3], 4.0) });
        Assert.Equal(Status.Cancelled, program.Solve(null, new CancellationToken(true)).Status);
        ProgramSolution limited = program.Solve(new() { MaxIterations = 2 });
        Assert.Equal(Status.IterationLimit, limited.Status);
        Assert.Equal(2, limited.Iterations);
        Assert.Equal(3, limited.Trace.Count);
        Assert.Equal(Status.TimeLimit, program.Solve(new() { TimeLimit = TimeSpan.FromSeconds(3), Clock = new TickingClock() }).Status);
        Assert.Empty(program.Solve(new() { RecordTrace = false }).Trace);
    }

    [Fact]
    public void Wrong_use_throws()
    {
        Tensor<double> c = Tensor.Ones<double>(2);
        Assert.Throws<ArgumentNullException>(() => new LinearProgram(null!));
        Assert.Throws<ShapeMismatchException>(() => new LinearProgram(Tensor.Zeros<double>(0)));
        Assert.Throws<ArgumentException>(() => new LinearProgram(c, new() { EqualityMatrix = Tensor.Ones<double>(1, 2) }));
        Assert.Throws<ArgumentException>(() => new LinearProgram(c, new() { InequalityVector = Tensor.Ones<double>(1) }));
        Assert.Throws<ShapeMismatchException>(() => new LinearProgram(c, new() { EqualityMatrix = Tensor.Ones<double>(1, 3), EqualityVector = Tensor.Ones<double>(1) }));
        Assert.Throws<ShapeMismatchException>(() => new LinearProgram(c, new() { Lower = Tensor.Ones<double>(3) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearProgram(c * double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearProgram(c, new() { Lower = c * double.PositiveInfinity }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearProgram(c, new() { Upper = c * double.NaN }));
        Assert.Contains("convex", Assert.Throws<ArgumentException>(() => new QuadraticProgram(-Tensor.Eye<double>(2), c)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new QuadraticProgram(Tensor.From(new double[,] { { 1, 1 }, { 0, 1 } }), c));
    }

    private static void IsOptimal(ProgramSolution s, Tensor<double>? q, Tensor<double> c, ProgramConstraints k)
    {
        Assert.True(s.Status == Status.Converged, $"{s}\n{string.Join(Environment.NewLine, s.Trace)}");
        double[] x = s.Value.ToArray(), stationarity = Combination(k, s.EqualityMultipliers, s.InequalityMultipliers, s.LowerMultipliers, s.UpperMultipliers);
        Tensor<double> curved = q is null ? Tensor.Zeros<double>(x.Length) : q.MatMul(s.Value);
        for (int i = 0; i < x.Length; i++)
            Assert.Equal(0, stationarity[i] + curved.AsSpan()[i] + c.AsSpan()[i], 1e-7);
        Violation(k, x, 1e-7, homogeneous: false);
        Assert.All(s.InequalityMultipliers.ToArray().Concat(s.LowerMultipliers.ToArray()).Concat(s.UpperMultipliers.ToArray()), m => Assert.True(m >= 0));
        double value = (0.5 * Vectors.Dot<double>(x, curved.Contiguous().AsSpan())) + Vectors.Dot<double>(c.Contiguous().AsSpan(), x);
        Assert.Equal(value, s.Objective, 1e-10 * (1 + Math.Abs(value)));
        Assert.InRange(s.Gap, 0, 1e-8 * (1 + Math.Abs(value)));
    }

    private static void IsInfeasible(ProgramSolution s, ProgramConstraints k)
    {
        Assert.True(s.Status == Status.Infeasible, $"{s}\n{string.Join(Environment.NewLine, s.Trace)}");
        Assert.Equal(double.PositiveInfinity, s.Objective);
        FarkasCertificate f = s.Farkas!;
        Assert.All(f.Inequality.ToArray().Concat(f.Lower.ToArray()).Concat(f.Upper.ToArray()), m => Assert.True(m >= 0));
        Assert.All(Combination(k, f.Equality, f.Inequality, f.Lower, f.Upper), e => Assert.Equal(0, e, 1e-7));
        double right = Inner(k.EqualityVector, f.Equality) + Inner(k.InequalityVector, f.Inequality) - Inner(k.Lower, f.Lower) + Inner(k.Upper, f.Upper);
        Assert.Equal(-1, right, 1e-7);
    }

    private static void IsUnbounded(ProgramSolution s, Tensor<double>? q, Tensor<double> c, ProgramConstraints k)
    {
        Assert.True(s.Status == Status.Unbounded, $"{s}\n{string.Join(Environment.NewLine, s.Trace)}");
        Assert.Equal(double.NegativeInfinity, s.Objective);
        Assert.Equal(-1, Vectors.Dot<double>(c.Contiguous().AsSpan(), s.Ray!.AsSpan()), 1e-7);
        Violation(k, s.Ray!.ToArray(), 1e-7, homogeneous: true);
        Violation(k, s.Value.ToArray(), 1e-6, homogeneous: false);
        if (q is not null)
            Assert.All(q.MatMul(s.Ray!).ToArray(), e => Assert.Equal(0, e, 1e-7));
    }

    private static void Violation(ProgramConstraints k, double[] x, double tolerance, bool homogeneous)
    {
        Tensor<double> point = Tensor.From(x);
        double Right(double value) => homogeneous ? 0 : value;
        if (k.EqualityMatrix is not null)
            Assert.All(k.EqualityMatrix.MatMul(point).ToArray().Zip(k.EqualityVector!.ToArray()), pair => Assert.Equal(Right(pair.Second), pair.First, tolerance));
        if (k.InequalityMatrix is not null)
            Assert.All(k.InequalityMatrix.MatMul(point).ToArray().Zip(k.InequalityVector!.ToArray()), pair => Assert.True(pair.First <= Right(pair.Second) + tolerance));
        for (int i = 0; i < x.Length; i++)
        {
            if (k.Lower is not null && double.IsFinite(k.Lower.AsSpan()[i]))
                Assert.True(x[i] >= Right(k.Lower.AsSpan()[i]) - tolerance);
            if (k.Upper is not null && double.IsFinite(k.Upper.AsSpan()[i]))
                Assert.True(x[i] <= Right(k.Upper.AsSpan()[i]) + tolerance);
        }
    }

    private static double[] Combination(ProgramConstraints k, Tensor<double> y, Tensor<double> z, Tensor<double> lower, Tensor<double> upper)
    {
        Tensor<double> sum = upper - lower;
        if (k.EqualityMatrix is not null)
            sum += k.EqualityMatrix.Transpose().MatMul(y);
        if (k.InequalityMatrix is not null)
            sum += k.InequalityMatrix.Transpose().MatMul(z);
        return sum.ToArray();
    }

    private static double Inner(Tensor<double>? right, Tensor<double> multipliers) =>
        right is null ? 0 : right.ToArray().Zip(multipliers.ToArray(), (b, y) => y == 0 ? 0 : b * y).Sum();

    private static void Symmetrize(Tensor<double> matrix)
    {
        int n = matrix.Shape[0];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
                matrix.AsSpan()[(i * n) + j] = matrix.AsSpan()[(j * n) + i];
        }
    }
}
