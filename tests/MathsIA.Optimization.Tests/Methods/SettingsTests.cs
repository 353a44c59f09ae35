using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class SettingsTests
{
    private static readonly LeastSquares<double> Loss = new(Draw.Normal<double>(90, 3, 5), Draw.Normal<double>(91, 3));

    public static TheoryData<double> NotPositive => [0, -1, double.NaN, double.PositiveInfinity];

    [Theory, MemberData(nameof(NotPositive))]
    public void Steps_are_positive(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FixedStep(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeavyBall { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Nesterov { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sag { StepSize = bad, Random = new Philox(0) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArmijoStep { InitialStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseDecay(bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseDecay(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSquareRootDecay(bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new InverseSquareRootDecay(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(bad, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(1, bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineDecay(bad, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OptimizedGradient { StepSize = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveStep { InitialStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrongWolfeStep { InitialStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HagerZhangStep { InitialStep = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrustRegion { InitialRadius = bad });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrustRegion { MaxRadius = bad });
    }

    [Fact]
    public void Searches_and_directions_check_their_settings()
    {
        Tensor<double> x0 = Tensor.Zeros<double>(5);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrongWolfeStep { Curvature = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrongWolfeStep { SufficientDecrease = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new StrongWolfeStep { MaxTrials = 0 });
        Assert.Throws<ArgumentException>(() => Minimize.Run(Loss, new Lbfgs { Step = new StrongWolfeStep { SufficientDecrease = 0.5, Curvature = 0.4 } }, x0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HagerZhangStep { SufficientDecrease = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HagerZhangStep { ValueError = -1 });
        Assert.Throws<ArgumentException>(() => Minimize.Run(Loss, new NonlinearConjugateGradient { Step = new HagerZhangStep { SufficientDecrease = 0.4, Curvature = 0.3 } }, x0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarzilaiBorweinStep { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarzilaiBorweinStep { Rule = (BarzilaiBorweinRule)5 });
        Assert.Throws<ArgumentOutOfRangeException>("smallestValue", () => new PolyakStep(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("memory", () => new LbfgsDirection(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs { Memory = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NonlinearConjugateGradient { Update = (ConjugateGradientUpdate)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NewtonConjugateGradient { MaxProducts = 0 });
        Assert.Throws<ArgumentNullException>(() => new TrustRegion { Subproblem = null! });
        Assert.Throws<ArgumentNullException>("direction", () => new LineSearchMethod(null!, new ArmijoStep()));
        Assert.Throws<ArgumentNullException>("step", () => new LineSearchMethod(new SteepestDescent(), null!));
        Assert.Throws<ArgumentOutOfRangeException>("rest", () => new CosineDecay(1, 10, 1));
        Assert.Throws<ArgumentOutOfRangeException>("length", () => new CosineDecay(1, 0));
        foreach (ISmoothMethod method in new ISmoothMethod[] { new Newton(), new NewtonConjugateGradient(), new TrustRegion(), new TrustRegion { Subproblem = new Dogleg() }, new GradientDescent { Step = new ExactStep() } })
            Assert.Throws<ArgumentException>("function", () => Minimize.Run(new CountingFunction<double>(Loss), method, x0));
    }

    [Fact]
    public void Other_settings_are_checked_too()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeavyBall { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeavyBall { Momentum = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Nesterov { Momentum = (NesterovMomentum)9 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArmijoStep { Backtrack = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArmijoStep { SufficientDecrease = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd { Schedule = new ConstantSchedule(1), Random = new Philox(0), BatchSize = 0 });
        Assert.Throws<ArgumentNullException>(() => new Sgd { Schedule = null!, Random = new Philox(0) });
        Assert.Throws<ArgumentNullException>(() => new Sag { Random = null! });
        Assert.Throws<ArgumentNullException>(() => new GradientDescent { Step = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { MaxIterations = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { Tolerance = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { MeasureEvery = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MinimizeOptions { TimeLimit = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentNullException>(() => new MinimizeOptions { Clock = null! });
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        Tensor<double> x0 = Tensor.Zeros<double>(5);
        Assert.Throws<ArgumentNullException>("function", () => Minimize.Run((ISmoothFunction<double>)null!, new GradientDescent(), x0));
        Assert.Throws<ArgumentNullException>("method", () => Minimize.Run(Loss, (ISmoothMethod)null!, x0));
        Assert.Throws<ArgumentNullException>("x0", () => Minimize.Run(Loss, new GradientDescent(), null!));
        Assert.Throws<ArgumentNullException>("iteration", () => Minimize.Run<double>(null!));
    }

    [Fact]
    public void A_constant_that_the_function_lacks_is_asked_for()
    {
        // Fewer samples than features: not strongly convex.
        Tensor<double> x0 = Tensor.Zeros<double>(5);
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(Loss, new GradientDescent { Step = new OptimalStep() }, x0));
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(Loss, new Nesterov { Momentum = NesterovMomentum.StronglyConvex }, x0));
        var unknown = new Unknown();
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(unknown, new GradientDescent(), x0));
        Assert.Throws<ArgumentException>("function", () => Minimize.Run(unknown, new HeavyBall(), x0));
        Assert.Equal(Status.Converged, Minimize.Run(unknown, new GradientDescent { Step = new ArmijoStep() }, Tensor.Ones<double>(5)).Status);
    }

    [Fact]
    public void Schedules_are_the_formulas()
    {
        Assert.Equal(0.5, new ConstantSchedule(0.5).At(1000));
        Assert.Equal(0.5 / 3, new InverseDecay(0.5, 10).At(20), 15);
        Assert.Equal(0.5 / 3, new InverseSquareRootDecay(0.5, 10).At(40), 15);
        Assert.Equal(0.125, new ExponentialDecay(0.5, 10).At(20), 15);
        Assert.Equal(0.5 * 0.55, new CosineDecay(0.5, 10, 0.1).At(5), 15);
        Assert.Equal(0.05, new CosineDecay(0.5, 10, 0.1).At(500), 15);
    }

    [Fact]
    public void A_solution_reads_as_one_line() =>
        Assert.Matches("^Converged after [0-9]+ iterations: objective [^ ]+, residual [^ ]+$", Minimize.Run(Loss, new Nesterov(), Tensor.Zeros<double>(5)).ToString());

    [Fact]
    public void No_trace_is_kept_when_none_is_wanted() =>
        Assert.Empty(Minimize.Run(Loss, new GradientDescent(), Tensor.Zeros<double>(5), new() { RecordTrace = false }).Trace);

    [Fact]
    public void Progress_tells_what_the_trace_keeps()
    {
        var told = new List<TracePoint>();
        Solution<double> solution = Minimize.Run(Loss, new GradientDescent(), Tensor.Zeros<double>(5), new() { MaxIterations = 10, Progress = new Inline(told.Add) });
        Assert.Equal(solution.Trace, told);
    }

    private sealed class Unknown : ISmoothFunction<double>
    {
        public double? LipschitzConstant => null;

        public double? StrongConvexity => null;

        public double Value(Tensor<double> x) => Vectors.Dot(x, x);

        public void Gradient(Tensor<double> x, Tensor<double> destination) => Vectors.AddScaled(x, 1, x, destination);

        public double ValueAndGradient(Tensor<double> x, Tensor<double> destination)
        {
            Gradient(x, destination);
            return Value(x);
        }
    }
}
