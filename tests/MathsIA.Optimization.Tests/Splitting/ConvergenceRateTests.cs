using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

/// <summary>Measured convergence never exceeds the bound of the theorem.</summary>
public sealed class ConvergenceRateTests
{
    public static TheoryData<string> Composite => ["lasso", "wide lasso", "box", "group lasso"];

    [Theory, MemberData(nameof(Composite))]
    public void Forward_backward_keeps_its_bound(string problem) =>
        Keeps(problem, new ForwardBackward(), (k, distance, l) => l * distance / (2.0 * k));

    [Theory, MemberData(nameof(Composite))]
    public void Fista_keeps_its_bound(string problem) =>
        Keeps(problem, new Fista(), (k, distance, l) => 2 * l * distance / ((k + 1.0) * (k + 1)));

    [Theory, MemberData(nameof(Composite))]
    public void Monotone_Fista_keeps_the_same_bound_and_never_rises(string problem)
    {
        Solution<double> solution = Keeps(problem, new Fista { IsMonotone = true }, (k, distance, l) => 2 * l * distance / ((k + 1.0) * (k + 1)));
        for (int k = 1; k < solution.Trace.Count; k++)
            Assert.True(solution.Trace[k].Objective <= solution.Trace[k - 1].Objective * (1 + 1e-14) + 1e-14, $"step {k}");
    }

    [Theory, MemberData(nameof(Composite))]
    public void Chambolle_Dossal_momentum_keeps_its_bound(string problem) =>
        Keeps(problem, new Fista { Momentum = new ChambolleDossalMomentum(4) }, (k, distance, l) => 16 * l * distance / (2 * (k + 3.0) * (k + 3)));

    [Theory, InlineData("lasso"), InlineData("box"), InlineData("group lasso")]
    public void Forward_backward_is_linear_under_strong_convexity(string problem)
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create(problem);
        (Tensor<double> solution, _) = Solve(p);
        double l = p.Smooth!.LipschitzConstant!.Value, mu = p.Smooth.StrongConvexity!.Value;
        IIteration<double> iteration = new ForwardBackward().Start(p.Smooth, p.Proximable, p.Start);
        double last = double.NaN;
        for (int k = 0; k < 60; k++)
        {
            double distance = Vectors.Norm((iteration.Point - solution).Contiguous());
            if (k > 1 && last > 1e-9)
                Assert.True(distance <= Math.Sqrt(1 - (mu / l)) * last * (1 + 1e-6), $"step {k}: {distance} after {last}");
            last = distance;
            iteration.Step();
        }
    }

    [Theory, InlineData("lasso"), InlineData("box"), InlineData("group lasso")]
    public void Strongly_convex_momentum_keeps_its_bound(string problem)
    {
        // Beck 2017, theorem 10.42: F(x_k) − F* ≤ (1 − 1/√κ)^k (F(x_0) − F* + μ/2 ‖x_0 − x*‖²).
        SplittingProblem<double> p = SplittingProblem<double>.Create(problem);
        (Tensor<double> solution, double smallest) = Solve(p);
        double l = p.Smooth!.LipschitzConstant!.Value, mu = p.Smooth.StrongConvexity!.Value;
        IIteration<double> iteration = new Fista { Momentum = new StronglyConvexMomentum() }.Start(p.Smooth, p.Proximable, p.Start);
        double distance = Vectors.Norm((iteration.Point - solution).Contiguous()), first = p.Objective(iteration.Point) - smallest + (mu / 2 * distance * distance);
        for (int k = 1; k < 80; k++)
        {
            iteration.Step();
            Assert.True(p.Objective(iteration.Point) - smallest <= (Math.Pow(1 - Math.Sqrt(mu / l), k) * first) + 1e-11, $"step {k}");
        }
    }

    [Fact]
    public void Dual_forward_backward_and_dual_Fista_keep_the_bound_of_the_primal_distance()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("denoising");
        Tensor<double> solution = Minimize.Run(p.Proximable, p.Other!, new DouglasRachford(), p.Start, new() { Tolerance = 1e-12, MaxIterations = 100_000 }).Value;
        Solution<double> dual = Minimize.Run(p.Proximable, p.Composed!, new DualForwardBackward(), null, new() { Tolerance = 1e-12, MaxIterations = 100_000 });
        // The dual objective falls short by at most 2‖K‖²‖u*‖²/(μ(k + 1)²), and μ/2 ‖x_k − x*‖² by no more (Beck and Teboulle 2014, theorem 4.1).
        double size = Vectors.Dot(dual.Dual!, dual.Dual!);
        foreach (bool accelerated in new[] { false, true })
        {
            IIteration<double> iteration = new DualForwardBackward { Momentum = accelerated ? new BeckTeboulleMomentum() : new ConstantMomentum(0) }.Start(p.Proximable, p.Composed!, p.Start);
            // The start is one step from the dual point 0 at x_0 = 0, where Kx_0 = 0: still 0.
            for (int k = 1; k < 200; k++)
            {
                iteration.Step();
                iteration.Measure();
                double distance = Vectors.Norm((iteration.Point - solution).Contiguous());
                double bound = accelerated ? 2 * 4 * size / ((k + 1.0) * (k + 1)) : 4 * size / (2.0 * k);
                Assert.True(distance * distance / 2 <= bound, $"step {k}");
            }
        }
    }

    [Fact]
    public void Accelerated_Chambolle_Pock_keeps_its_bound()
    {
        // ‖x_k − x*‖² ≤ τ_k² (‖x_0 − x*‖²/τ_0² + ‖K‖² ‖u_0 − u*‖²), where τ_k falls as 1/(μk) (Chambolle and Pock 2011, theorem 2).
        (SplittingProblem<double> p, Tensor<double> solution, Tensor<double> dual) = Denoised();
        IIteration<double> iteration = new ChambollePock { Steps = PrimalDualSteps.Accelerated }.Start(p.Proximable, p.Composed!, p.Start);
        double norm = p.Composed!.Operator.Norm.Bound, tau = 1 / norm;
        double first = (Square(p.Start, solution) * norm * norm) + (norm * norm * Vectors.Dot(dual, dual));
        for (int k = 1; k < 1000; k++)
        {
            // The start is one step from the given point already.
            tau /= Math.Sqrt(1 + (2 * tau));
            Assert.True(Square(iteration.Point, solution) <= tau * tau * first, $"step {k}");
            iteration.Step();
        }

        Assert.InRange(tau, 0.5 / 1000, 1.5 / 1000);
    }

    /// <summary>The steps of a firmly non-expansive map shrink, and their squares add up to no more than the squared distance to a fixed point: after k of them
    /// <c>(k + 1) ‖s_{k+1} − s_k‖² ≤ ‖s_0 − s*‖²</c>. Davis and Yin's map at γ = 1/L is averaged with 2/3, and the bound doubles (Davis and Yin 2017, theorem 3.1).</summary>
    [Theory, InlineData("denoising"), InlineData("basis pursuit"), InlineData("nearest point")]
    public void Douglas_Rachford_and_Davis_Yin_keep_the_bound_of_averaged_maps(string problem)
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create(problem);
        IIteration<double> Begin() => p.Smooth is null ? new DouglasRachford().Start(p.Proximable, p.Other!, p.Start) : new DavisYin().Start(p.Smooth, p.Proximable, p.Other!, p.Start);
        Solution<double> s = Minimize.Run(Begin(), new() { Tolerance = 1e-12, MaxIterations = 100_000 });
        Assert.Equal(Status.Converged, s.Status);
        // At the end s = x + γu₁, with steps γ = 1.
        double distance = Square(p.Start, (s.Value + s.Dual!).Contiguous()) * (p.Smooth is null ? 1 : 2);
        IIteration<double> iteration = Begin();
        for (int k = 0; k < 300; k++)
        {
            double residual = iteration.Measure().Residual;
            Assert.True((k + 1) * residual * residual <= (distance * (1 + 1e-9)) + 1e-18, $"step {k}");
            iteration.Step();
        }
    }

    [Theory, InlineData(1), InlineData(4)]
    public void Admm_keeps_its_bound(double penalty)
    {
        // ρ‖z_{k+1} − z_k‖² + ‖y_{k+1} − y_k‖²/ρ ≤ (ρ‖z_0 − z*‖² + ‖y_0 − y*‖²/ρ)/(k + 1) (He and Yuan, Numer. Math. 130, 2015, theorem 6.1).
        (SplittingProblem<double> p, Tensor<double> solution, _) = Denoised();
        Solution<double> s = Minimize.Run(p.Proximable, p.Other!, new Admm { Penalty = penalty }, p.Start, new() { Tolerance = 1e-12, MaxIterations = 100_000 });
        double first = (penalty * Square(p.Start, solution)) + (Vectors.Dot(s.Dual!, s.Dual!) / penalty);
        IIteration<double> iteration = new Admm { Penalty = penalty }.Start(p.Proximable, p.Other!, p.Start);
        for (int k = 0; k < 300; k++)
        {
            // The primal residual is ‖y_{k+1} − y_k‖/ρ and the dual one ρ‖z_{k+1} − z_k‖; the larger is measured.
            double residual = iteration.Measure().Residual;
            Assert.True(Math.Min(penalty, 1 / penalty) * residual * residual <= first * (1 + 1e-9) / (k + 1), $"step {k}");
            iteration.Step();
        }
    }

    [Fact]
    public void Chambolle_Pock_keeps_the_bound_of_the_proximal_point_algorithm()
    {
        // In the metric ‖x‖²/τ − 2⟨Kx, u⟩ + ‖u‖²/σ the pairs (x_{k−1}, u_k) are points of the proximal point algorithm (He and Yuan, SIAM J. Imaging Sci. 5, 2012).
        (SplittingProblem<double> p, Tensor<double> solution, Tensor<double> dual) = Denoised();
        const double tau = 0.4, sigma = 0.5;
        double Metric(Tensor<double> x, Tensor<double> u) =>
            (Vectors.Dot(x, x) / tau) - (2 * Vectors.Dot(p.Composed!.Operator.Apply(x), u)) + (Vectors.Dot(u, u) / sigma);
        var iteration = (IDualIteration<double>)new ChambollePock { PrimalStep = tau, DualStep = sigma }.Start(p.Proximable, p.Composed!, p.Start);
        Tensor<double> before = p.Start.Clone(), u = iteration.Dual.Clone();
        double first = Metric((before - solution).Contiguous(), (u - dual).Contiguous());
        for (int k = 1; k < 300; k++)
        {
            Tensor<double> x = iteration.Point.Clone();
            iteration.Step();
            Tensor<double> next = iteration.Dual.Clone();
            Assert.True(k * Metric((x - before).Contiguous(), (next - u).Contiguous()) <= first * (1 + 1e-9), $"step {k}");
            (before, u) = (x, next);
        }
    }

    [Fact]
    public void Frank_Wolfe_keeps_its_bound()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("simplex");
        (_, double smallest) = Solve(p);
        double l = p.Smooth!.LipschitzConstant!.Value;
        foreach (FrankWolfeSteps steps in Enum.GetValues<FrankWolfeSteps>())
        {
            Solution<double> solution = Minimize.Run(p.Smooth, new SimplexVertices<double>(), new FrankWolfe { Steps = steps }, p.Start, new() { MaxIterations = 300, Tolerance = 0 });
            foreach (TracePoint point in solution.Trace.Skip(1))
            {
                // The squared diameter of the simplex is 2.
                Assert.True(point.Objective - smallest <= 2 * l * 2 / (point.Iteration + 2), $"{steps}, step {point.Iteration}");
                Assert.True(point.Objective - point.Gap!.Value <= smallest + 1e-12);
            }
        }
    }

    [Fact]
    public void Away_steps_converge_linearly_where_plain_ones_do_not()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("simplex");
        var options = new MinimizeOptions { Tolerance = 1e-10, MaxIterations = 2000 };
        Assert.Equal(Status.Converged, Minimize.Run(p.Smooth!, new SimplexVertices<double>(), new FrankWolfe { AwaySteps = true }, p.Start, options).Status);
        Assert.Equal(Status.IterationLimit, Minimize.Run(p.Smooth!, new SimplexVertices<double>(), new FrankWolfe(), p.Start, options).Status);
    }

    [Fact]
    public void Mirror_descent_keeps_its_bound()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("simplex");
        (Tensor<double> solution, double smallest) = Solve(p);
        // D(x*, x_0) from the centre is log n minus the entropy of x*.
        double divergence = Math.Log(12) + solution.ToArray().Sum(e => e > 0 ? e * Math.Log(e) : 0), l = p.Smooth!.LipschitzConstant!.Value;
        Solution<double> run = Minimize.Run(p.Smooth, new EntropyMap<double>(), new MirrorDescent(), p.Start, new() { MaxIterations = 500, Tolerance = 0 });
        foreach (TracePoint point in run.Trace.Skip(1))
            Assert.True(point.Objective - smallest <= (l * divergence / point.Iteration) + 1e-12, $"step {point.Iteration}");
    }

    [Fact]
    public void The_subgradient_method_keeps_its_bound()
    {
        // ‖Ax − y‖₁ with y = Ax*: f* = 0. Nesterov 2018, theorem 3.2.2: min f − f* ≤ M (R² + Σ h²)/(2 Σ h) with normalized steps; Polyak's step has M R/√k.
        Tensor<double> a = Draw.Normal<double>(1, 30, 5), truth = Draw.Normal<double>(2, 5), y = a.MatMul(truth);
        double largest = 0;
        var f = new SubdifferentiableFunction<double>((x, v) =>
        {
            Tensor<double> r = a.MatMul(x) - y;
            a.Transpose().MatMul(r.Sign()).CopyTo(v);
            largest = Math.Max(largest, Vectors.Norm(v));
            return r.ToArray().Sum(Math.Abs);
        });
        Solution<double> run = Minimize.Run(f, null, new SubgradientMethod { OptimalValue = 0 }, Tensor.Zeros<double>(5), new() { MaxIterations = 2000, Tolerance = 1e-6 });
        double radius = Vectors.Norm(truth), best = double.PositiveInfinity;
        foreach (TracePoint point in run.Trace)
        {
            best = Math.Min(best, point.Objective);
            Assert.True(best <= largest * radius / Math.Sqrt(point.Iteration + 1), $"step {point.Iteration}");
        }

        Solution<double> scheduled = Minimize.Run(f, new L2Ball<double>(10), new SubgradientMethod { Schedule = new InverseSquareRootDecay(0.02, 1) }, Tensor.Zeros<double>(5), new() { MaxIterations = 3000 });
        Assert.InRange(scheduled.Objective, 0, 0.5);
        Assert.Equal(scheduled.Trace.Min(point => point.Objective), scheduled.Objective);
    }

    /// <summary>The denoising problem with its primal and its dual solution.</summary>
    private static (SplittingProblem<double> Problem, Tensor<double> Solution, Tensor<double> Dual) Denoised()
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create("denoising");
        Solution<double> s = Minimize.Run(p.Proximable, p.Composed!, new DualForwardBackward(), p.Start, new() { Tolerance = 1e-12, MaxIterations = 100_000 });
        return (p, s.Value, s.Dual!);
    }

    private static double Square(Tensor<double> x, Tensor<double> y) => Distances.Square<double>(x.AsSpan(), y.AsSpan());

    private static Solution<double> Keeps(string problem, IProximalGradientMethod method, Func<int, double, double, double> bound)
    {
        SplittingProblem<double> p = SplittingProblem<double>.Create(problem);
        (Tensor<double> solution, double smallest) = Solve(p);
        IIteration<double> iteration = method.Start(p.Smooth!, p.Proximable, p.Start);
        double distance = Vectors.Norm((iteration.Point - solution).Contiguous()), l = p.Smooth!.LipschitzConstant!.Value;
        Solution<double> run = Minimize.Run(iteration, new() { MaxIterations = 400, Tolerance = 0 });
        foreach (TracePoint point in run.Trace.Skip(1))
            Assert.True(point.Objective - smallest <= bound(point.Iteration, distance * distance, l) + 1e-11, $"step {point.Iteration}: {point.Objective - smallest}");
        return run;
    }

    private static (Tensor<double> Solution, double Smallest) Solve(SplittingProblem<double> p)
    {
        Solution<double> s = Minimize.Run(p.Smooth!, p.Proximable, new Fista { Restart = FistaRestart.Gradient }, p.Start, new() { Tolerance = 1e-12, MaxIterations = 100_000 });
        return (s.Value, s.Objective);
    }
}
