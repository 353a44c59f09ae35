namespace MathsIA.AutoDiff.Tests;

/// <summary>Values: order, tolerance, dense output, conservation, and how a solve ends.</summary>
public sealed class OdeTests
{
    /// <summary>y′ = y cos t, y = e^{sin t}, and a second component that follows the first: z′ = y − z.</summary>
    private static Variable<double> Swing(double time, Variable<double> y, IReadOnlyList<Variable<double>> p) => Variable.Stack(0, y.Select(0, 0) * Math.Cos(time), -1.0 * y.Select(0, 1).Square() * Math.Sin(time));

    /// <summary>e^{sin t} and 1/(2 − cos t).</summary>
    private static double[] Exact(double t) => [Math.Exp(Math.Sin(t)), 1 / (2 - Math.Cos(t))];

    private static double Error(Variable<double> state, double time) => state.Value.ToArray().Zip(Exact(time), (a, b) => Math.Abs(a - b)).Max();

    private static Tensor<double> Start => Tensor.From([1.0, 1.0]);

    [Theory, MemberData(nameof(ButcherTableauTests.Names), MemberType = typeof(ButcherTableauTests))]
    public void The_error_goes_with_the_power_of_the_step_that_the_order_says(string name)
    {
        ButcherTableau method = ButcherTableauTests.WithFixedSteps(ButcherTableauTests.Methods[name]);
        double[] errors = [.. new[] { 40, 80, 160 }.Select(n => Error(Ode.Solve<double>(Swing, Start, [0.0, 3], null, new() { Method = method, StepSize = 3.0 / n }).Final, 3))];
        for (int k = 1; k < errors.Length; k++)
            Assert.InRange(Math.Log2(errors[k - 1] / errors[k]), method.Order - 0.25, method.Order + 0.6);
    }

    [Fact]
    public void Dense_output_is_of_order_four()
    {
        foreach (ButcherTableau method in new[] { ButcherTableauTests.WithFixedSteps(ButcherTableau.DormandPrince, interpolates: true), ButcherTableau.RungeKutta4 })
        {
            double Largest(int n)
            {
                OdeSolution<double> solution = Ode.Solve<double>(Swing, Start, [0.0, 3], null, new() { Method = method, StepSize = 3.0 / n, DenseOutput = true });
                return Enumerable.Range(0, 301).Max(i => Error(solution.At(i / 100.0), i / 100.0));
            }

            Assert.InRange(Math.Log2(Largest(30) / Largest(60)), 3.7, 5.3);
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Adaptive_steps_keep_to_the_tolerance(bool low)
    {
        ButcherTableau method = low ? ButcherTableau.BogackiShampine : ButcherTableau.DormandPrince;
        double before = double.PositiveInfinity;
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-8 })
        {
            double[] times = [0, 0.001, 1, 2.5, 7];
            OdeSolution<double> solution = Ode.Solve<double>(Swing, Start, times, null, new() { Method = method, RelativeTolerance = tolerance, AbsoluteTolerance = tolerance, DenseOutput = true });
            Assert.Equal(Status.Converged, solution.Status);
            Assert.Equal(times, solution.Times);
            double error = times.Select((t, i) => Error(solution.States[i], t)).Max();
            Assert.InRange(error, 0, 30 * tolerance);
            Assert.True(error < before);
            before = error;
            Assert.InRange(Enumerable.Range(0, 71).Max(i => Error(solution.At(i / 10.0), i / 10.0)), 0, 100 * tolerance);
            // First same as last: each step but the first evaluates one stage less; two more find the first step.
            Assert.Equal((method.Stages - 1) * (solution.Steps + solution.Refused) + 2, solution.Evaluations);
        }
    }

    [Fact]
    public void An_oscillator_keeps_its_energy_and_finds_its_way_back()
    {
        static Variable<double> Spring(double time, Variable<double> y, IReadOnlyList<Variable<double>> p) => Variable.Stack(0, y.Select(0, 1), -y.Select(0, 0));
        OdeOptions tight = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-12 };
        OdeSolution<double> there = Ode.Solve<double>(Spring, Start, [0, 20 * Math.PI], null, tight);
        Assert.Equal(2, there.Final.Square().Sum().ToScalar(), 1e-8);
        Assert.True(there.Final.Value.AllClose(Start, 1e-8));
        OdeSolution<double> back = Ode.Solve<double>(Spring, there.Final, [20 * Math.PI, 0], null, tight);
        Assert.True(back.Final.Value.AllClose(Start, 1e-8));
        // The classic method loses energy like h⁵: a 32nd with half the step.
        double Loss(double h) => 2 - Ode.Solve<double>(Spring, Start, [0, 10], null, new() { Method = ButcherTableau.RungeKutta4, StepSize = h }).Final.Square().Sum().ToScalar();
        Assert.InRange(Loss(0.1) / Loss(0.05), 28, 36);
    }

    [Fact]
    public void Float_and_a_batch_of_states_work()
    {
        Tensor<float> rates = Tensor.From([-1f, 0.5f, 2f]).Reshape(3, 1);
        OdeSolution<float> solution = Ode.Solve<float>((t, y, p) => p[0] * y, Tensor.Ones<float>(3, 2), [0, 1], [rates]);
        Assert.Equal(Status.Converged, solution.Status);
        Assert.True(solution.Final.Value.AllClose(rates.Exp().BroadcastTo(3, 2), 1e-4f));
    }

    [Fact]
    public void Not_reaching_the_end_is_a_status_and_what_was_reached_is_kept()
    {
        double[] times = [0, 0.5, 0.9, 2];
        // y = 1/(1 − t) has no value at 1.
        OdeSolution<double> blown = Ode.Solve<double>((t, y, p) => y * y, 1.0, times);
        Assert.True(blown.Status is Status.Stalled or Status.NonFinite);
        Assert.Equal([0, 0.5, 0.9], blown.Times);
        Assert.Equal(10, blown.Final.ToScalar(), 1e-4);
        Assert.Equal(Status.NonFinite, Ode.Solve<double>((t, y, p) => y.Square().Square().Exp(), 1.0, times, null, new() { Method = ButcherTableau.Euler, StepSize = 0.1 }).Status);
        OdeSolution<double> hidden = Ode.Solve<double>((t, y, p) => t < 0.7 ? y : y * double.NaN, 1.0, times);
        Assert.Equal((Status.NonFinite, 2), (hidden.Status, hidden.States.Count));
        Assert.Equal(Status.IterationLimit, Ode.Solve<double>((t, y, p) => y, 1.0, times, null, new() { MaxSteps = 2 }).Status);
        using var source = new CancellationTokenSource();
        var seen = new List<OdeProgress>();
        OdeOptions telling = new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.01, Progress = new Told(seen, () => source.Cancel(), 60) };
        OdeSolution<double> cancelled = Ode.Solve<double>((t, y, p) => y, 1.0, times, null, telling, source.Token);
        Assert.Equal((Status.Cancelled, 60, 2), (cancelled.Status, cancelled.Steps, cancelled.States.Count));
        Assert.Equal(Math.Exp(0.5), cancelled.Final.ToScalar(), 1e-9);
        Assert.Equal((60, 60), (seen.Count, seen[^1].Steps));
        Assert.Equal(0.6, seen[^1].Time, 1e-12);
    }

    private sealed class Told(List<OdeProgress> seen, Action then, int after) : IProgress<OdeProgress>
    {
        public void Report(OdeProgress value)
        {
            seen.Add(value);
            if (seen.Count == after)
                then();
        }
    }

    [Fact]
    public void Misuse_is_a_clear_error()
    {
        OdeFunction<double> f = (t, y, p) => y;
        Assert.Throws<ArgumentException>("times", () => Ode.Solve(f, 1.0, [0]));
        Assert.Throws<ArgumentException>("times", () => Ode.Solve(f, 1.0, [0, 1, 1]));
        Assert.Throws<ArgumentException>("times", () => Ode.Solve(f, 1.0, [0, double.NaN]));
        Assert.Throws<ArgumentException>("options", () => Ode.Solve(f, 1.0, [0, 1], null, new() { Method = ButcherTableau.Euler }));
        Assert.Throws<ArgumentException>("options", () => Ode.Solve(f, 1.0, [0, 1], null, new() { DenseOutput = true, Gradient = OdeGradient.ContinuousAdjoint }));
        Assert.Throws<ArgumentNullException>("function", () => Ode.Solve(null!, (Variable<double>)1.0, [0, 1]));
        Assert.Throws<ShapeMismatchException>(() => Ode.Solve<double>((t, y, p) => y.Sum(), Start, [0, 1]));
        Assert.Throws<InvalidOperationException>(() => Ode.Solve(f, 1.0, [0, 1]).At(0.5));
        Assert.Throws<ArgumentOutOfRangeException>("time", () => Ode.Solve(f, 1.0, [0, 1], null, new() { DenseOutput = true }).At(1.5));
        foreach (double wrong in new[] { 0, -1, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>("StepSize", () => new OdeOptions { StepSize = wrong });
            Assert.Throws<ArgumentOutOfRangeException>("RelativeTolerance", () => new OdeOptions { RelativeTolerance = wrong });
            Assert.Throws<ArgumentOutOfRangeException>("AbsoluteTolerance", () => new OdeOptions { AbsoluteTolerance = wrong });
            Assert.Throws<ArgumentOutOfRangeException>("MaxStepSize", () => new OdeOptions { MaxStepSize = wrong });
        }

        Assert.Throws<ArgumentOutOfRangeException>("MaxSteps", () => new OdeOptions { MaxSteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("Snapshots", () => new OdeOptions { Snapshots = 0 });
        Assert.Throws<ArgumentNullException>("Method", () => new OdeOptions { Method = null! });
    }
}
