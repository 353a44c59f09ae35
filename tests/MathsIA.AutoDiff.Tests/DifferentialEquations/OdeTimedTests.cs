using MathsIA.AutoDiff.Engine;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Derivatives by the times of a solve, and what refused steps leave behind.</summary>
public sealed class OdeTimedTests
{
    private static readonly OdeOptions Tight = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-12 };

    public static TheoryData<OdeGradient> All => OdeGradientTests.All;

    /// <summary>y′ = −t y from y₀ at t₀: y(t₁) = y₀ exp((t₀² − t₁²) / 2).</summary>
    private static Variable<double> Solved(IReadOnlyList<Variable<double>> x, OdeGradient gradient) =>
        Ode.SolveTimed((t, y, p) => -t * y * p[0], x[0], [x[1], x[2], x[3]], [1.0], Tight with { Gradient = gradient }).Final;

    private static Variable<double> Formula(IReadOnlyList<Variable<double>> x) => x[0] * (0.5 * (x[1].Square() - x[3].Square())).Exp();

    [Theory, MemberData(nameof(All))]
    public void Begin_and_end_have_the_derivatives_of_the_solution_and_a_time_between_has_none(OdeGradient gradient)
    {
        Variable<double>[] point = [1.3, 0.2, 0.7, 1.9];
        Variable<double>[] expected = Differentiate.ValueAndGradient(Formula, point).Gradients, actual = Differentiate.ValueAndGradient(x => Solved(x, gradient), point).Gradients;
        for (int k = 0; k < 4; k++)
            Assert.Equal(expected[k].ToScalar(), actual[k].ToScalar(), 1e-9);
        Variable<double>[] directions = [0.3, -1.0, 0.4, 0.7];
        Assert.Equal(Differentiate.Jvp(Formula, point, directions).Tangent.ToScalar(), Differentiate.Jvp(x => Solved(x, gradient), point, directions).Tangent.ToScalar(), 1e-9);
        // The slope at the end depends on the end in two ways: ∂²y/∂t₁² = (t₁² − 1) y.
        Func<Variable<double>, Variable<double>> end = t => Solved([1.3, 0.2, 0.7, t], gradient);
        double y = Formula(point).ToScalar();
        Assert.Equal((1.9 * 1.9 - 1) * y, Differentiate.Derivatives(end, 1.9, 2)[2].ToScalar(), 1e-7);
        Assert.Equal((1.9 * 1.9 - 1) * y, Differentiate.Gradient(Differentiate.Gradient(end), 1.9).ToScalar(), 1e-7);
    }

    [Fact]
    public void The_hour_at_which_a_ball_lands_is_found_by_its_derivative()
    {
        // Height 10, thrown up at 5, gravity 9.81: Newton's method on the height at the end.
        Variable<double> Height(Variable<double> end) =>
            Ode.SolveTimed<double>((t, y, p) => Variable.Stack(0, y[1], Tensor.Scalar(-9.81)), Tensor.From([10.0, 5.0]), [0.0, end], null, Tight).Final[0];
        double time = 2;
        for (int i = 0; i < 8; i++)
            time -= Height(time).ToScalar() / Differentiate.Gradient<double>(Height, time).ToScalar();
        Assert.Equal((5 + Math.Sqrt(25 + 2 * 9.81 * 10)) / 9.81, time, 1e-9);
    }

    [Fact]
    public void Numbers_give_the_steps_of_an_ordinary_solve()
    {
        OdeSolution<double> timed = Ode.SolveTimed<double>((t, y, p) => (t * y).Sin(), 1.0, [0.0, 1.5], null, Tight);
        OdeSolution<double> plain = Ode.Solve<double>((t, y, p) => (t * y).Sin(), 1.0, [0.0, 1.5], null, Tight);
        Assert.Equal((plain.Steps, plain.Refused, plain.Evaluations, Status.Converged), (timed.Steps, timed.Refused, timed.Evaluations, timed.Status));
        Assert.Equal(plain.Final.ToScalar(), timed.Final.ToScalar(), 1e-14);
    }

    [Fact]
    public void Budget_and_progress_run_over_all_intervals()
    {
        var seen = new List<int>();
        OdeOptions few = Tight with { Method = ButcherTableau.Euler, StepSize = 0.1, MaxSteps = 7, Progress = new Recorder(seen) };
        OdeSolution<double> solution = Ode.SolveTimed<double>((t, y, p) => y, 1.0, [0.0, 0.5, 1.0], null, few);
        Assert.Equal((Status.IterationLimit, 7, 2), (solution.Status, solution.Steps, solution.States.Count));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
    }

    [Fact]
    public void Wrong_times_are_named()
    {
        Assert.Throws<ShapeMismatchException>(() => Ode.SolveTimed<double>((t, y, p) => y, 1.0, [0.0, Tensor.From([1.0, 2])]));
        Assert.Throws<ArgumentException>("times", () => Ode.SolveTimed<double>((t, y, p) => y, 1.0, [1.0, 1.0]));
        Assert.Throws<ArgumentException>("options", () => Ode.SolveTimed<double>((t, y, p) => y, 1.0, [0.0, 1.0], null, new() { DenseOutput = true }));
    }

    [Fact]
    public void Refused_steps_leave_no_value_on_the_tape()
    {
        // A pulse that a long step jumps over: some are refused. With wide states what they computed would be seen.
        OdeOptions options = new() { StepSize = 5, RelativeTolerance = 1e-4, AbsoluteTolerance = 1e-6 };
        CellPool<double> pool = CellPool<double>.Current;
        Tensor<double> start = Tensor.Ones<double>(1000);
        var tape = new Tape<double>();
        Variable<double> y = tape.Watch(start), rate = tape.Watch(Tensor.Scalar(-0.5));
        long before = pool.Taken;
        OdeSolution<double> solution = Ode.Solve<double>((t, s, p) => p[0] * s * (40 * Math.Exp(-50 * (t - 3) * (t - 3)) + 1), y, [0.0, 6.0], [rate], options);
        Assert.True(solution.Refused >= 4, $"{solution.Refused} refused");
        double kept = (pool.Taken - before) / (1000.0 * sizeof(double));
        double needed = solution.Evaluations - 6.0 * solution.Refused;
        // Two products and a combination for each evaluation of a step that was accepted.
        Assert.InRange(kept, needed, 3.2 * needed + 10);
        tape.Backward(solution.Final.Sum(), retain: [rate]);
        double expected = Differentiate.Gradient<double>(r => Ode.Solve<double>((t, s, p) => p[0] * s * (40 * Math.Exp(-50 * (t - 3) * (t - 3)) + 1), start, [0.0, 6.0], [r], options with { Gradient = OdeGradient.DiscreteAdjoint }).Final.Sum(), -0.5).ToScalar();
        Assert.Equal(expected, tape.GradientOf(rate).ToScalar(), 1e-9 * Math.Abs(expected));
    }

    private sealed class Recorder(List<int> seen) : IProgress<OdeProgress>
    {
        public void Report(OdeProgress value) => seen.Add(value.Steps);
    }
}
