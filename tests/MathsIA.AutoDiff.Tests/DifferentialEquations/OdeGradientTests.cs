using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Derivatives of flows: the three ways against each other, against closed forms and differences, in every mode.</summary>
public sealed class OdeGradientTests
{
    private static readonly OdeOptions Tight = new() { RelativeTolerance = 1e-11, AbsoluteTolerance = 1e-12 };

    public static TheoryData<OdeGradient> All => [OdeGradient.Direct, OdeGradient.DiscreteAdjoint, OdeGradient.ContinuousAdjoint];

    /// <summary>Predator and prey, with a matrix of parameters and a rate.</summary>
    private static Variable<double> Field(double time, Variable<double> y, IReadOnlyList<Variable<double>> p) =>
        p[0].MatMul(y).Tanh() - p[1] * y + 0.1 * Math.Sin(time);

    private static Variable<double>[] Point
    {
        get
        {
            var random = new Philox(1);
            return [random.Normal<double>(3), random.Normal<double>(3, 3), 0.4];
        }
    }

    private static Variable<double> Loss(IReadOnlyList<Variable<double>> x, OdeOptions options)
    {
        OdeSolution<double> solution = Ode.Solve(Field, x[0], [0, 0.4, 1, 2], [x[1], x[2]], options);
        Assert.Equal(Status.Converged, solution.Status);
        // Every time counts, and the parameters themselves.
        return solution.States.Skip(1).Aggregate(x[2].Square(), (sum, state) => sum + state.Square().Sum()) + solution.States[2].Sum();
    }

    [Theory, MemberData(nameof(All))]
    public void A_linear_equation_has_the_derivatives_of_its_solution(OdeGradient gradient)
    {
        // y = (y₀ + b/a) e^{at} − b/a.
        Variable<double> Solved(IReadOnlyList<Variable<double>> x) => Ode.Solve<double>((t, y, p) => p[0] * y + p[1], x[0], [0, 0.7, 1.5], [x[1], x[2]], Tight with { Gradient = gradient }).Final;
        static Variable<double> Formula(IReadOnlyList<Variable<double>> x) => (x[0] + x[2] / x[1]) * (1.5 * x[1]).Exp() - x[2] / x[1];
        Variable<double>[] point = [1.2, -0.8, 0.5], directions = [0.3, -1.0, 0.7];
        Variable<double>[] expected = Differentiate.ValueAndGradient(Formula, point).Gradients, actual = Differentiate.ValueAndGradient(Solved, point).Gradients;
        for (int k = 0; k < 3; k++)
            Assert.Equal(expected[k].ToScalar(), actual[k].ToScalar(), 1e-9);
        Assert.Equal(Differentiate.Jvp(Formula, point, directions).Tangent.ToScalar(), Differentiate.Jvp(Solved, point, directions).Tangent.ToScalar(), 1e-9);
        // Second order in the rate: every pair of modes.
        Func<Variable<double>, Variable<double>> rate = a => Solved([1.2, a, 0.5]);
        double second = Differentiate.Derivatives<double>(a => Formula([1.2, a, 0.5]), -0.8, 2)[2].ToScalar();
        Assert.Equal(second, Differentiate.Derivatives(rate, -0.8, 2)[2].ToScalar(), 1e-8);
        Assert.Equal(second, Differentiate.Gradient(Differentiate.Gradient(rate), -0.8).ToScalar(), 1e-8);
        Assert.Equal(second, Differentiate.Hessian(rate, -0.8).ToScalar(), 1e-8);
        Assert.Equal(second, Differentiate.Gradient<double>(a => Differentiate.Jvp(rate, a, 1.0).Tangent, -0.8).ToScalar(), 1e-8);
    }

    [Theory]
    [InlineData(OdeGradient.DiscreteAdjoint, 1e-12), InlineData(OdeGradient.ContinuousAdjoint, 1e-8)]
    public void Adjoint_gradients_are_the_direct_ones(OdeGradient gradient, double tolerance)
    {
        foreach (OdeOptions options in new[] { Tight, Tight with { Method = ButcherTableau.RungeKutta4, StepSize = 0.01 }, Tight with { Method = ButcherTableau.BogackiShampine, RelativeTolerance = 1e-9, AbsoluteTolerance = 1e-10 } })
        {
            (Variable<double> value, Variable<double>[] expected) = Differentiate.ValueAndGradient(x => Loss(x, options), Point);
            (Variable<double> same, Variable<double>[] actual) = Differentiate.ValueAndGradient(x => Loss(x, options with { Gradient = gradient, Snapshots = 3, Adjoint = Tight }), Point);
            Assert.Equal(value.ToScalar(), same.ToScalar());
            for (int k = 0; k < expected.Length; k++)
                Assert.True(actual[k].Value.AllClose(expected[k].Value, tolerance, tolerance), $"{options.Method}, gradient {k}: {actual[k].Value.Compare(expected[k].Value, tolerance, tolerance)}");
        }
    }

    [Fact]
    public void With_equal_steps_the_discrete_adjoint_has_the_bits_of_the_tape()
    {
        foreach (ButcherTableau method in new[] { ButcherTableau.Euler, ButcherTableau.Heun, ButcherTableau.RungeKutta4 })
        {
            OdeOptions options = new() { Method = method, StepSize = 0.07 };
            Variable<double>[] expected = Differentiate.ValueAndGradient(x => Loss(x, options), Point).Gradients;
            Variable<double>[] actual = Differentiate.ValueAndGradient(x => Loss(x, options with { Gradient = OdeGradient.DiscreteAdjoint }), Point).Gradients;
            for (int k = 0; k < expected.Length; k++)
                Assert.True(actual[k].Value.ElementsEqual(expected[k].Value), $"{method}, gradient {k}");
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Derivatives_agree_with_differences(OdeGradient gradient)
    {
        // Fixed steps, or the differences would show steps that change; the continuous adjoint is that of the exact flow.
        OdeOptions options = new() { Method = ButcherTableau.RungeKutta4, StepSize = gradient == OdeGradient.ContinuousAdjoint ? 0.02 : 0.2, Gradient = gradient, Adjoint = Tight };
        GradientCheckResult result = GradientCheck.Run(x => Loss(x, options), [.. Point.Select(p => p.Value)]);
        Assert.True(result is { Reverse: < 1e-6, SecondOrder: < 1e-5, Forward: < 1e-7 }, result.ToString());
        if (gradient != OdeGradient.ContinuousAdjoint)
            Assert.True(result.Passed, result.ToString());
    }

    [Fact]
    public void Dense_output_is_differentiable()
    {
        // y = e^{at}: ∂y/∂a = t e^{at}.
        Variable<double> gradient = Differentiate.Gradient<double>(a => Ode.Solve<double>((t, y, p) => p[0] * y, 1.0, [0, 2], [a], Tight with { DenseOutput = true }).At(1.3), 0.5);
        Assert.Equal(1.3 * Math.Exp(0.65), gradient.ToScalar(), 1e-6);
    }

    [Fact]
    public void Batched_with_equal_steps_it_is_a_loop()
    {
        OdeOptions options = new() { Method = ButcherTableau.RungeKutta4, StepSize = 0.25 };
        Tensor<double> starts = new Philox(3).Normal<double>(4, 3);
        Variable<double> all = Vectorize.Map(Differentiate.Gradient<double>(y => Loss([y, Point[1], Point[2]], options)), starts);
        for (int i = 0; i < 4; i++)
            Assert.True(all.Select(0, i).Value.AllClose(Differentiate.Gradient<double>(y => Loss([y, Point[1], Point[2]], options), starts.Select(0, i)).Value, 1e-13));
    }

    [Theory, MemberData(nameof(All))]
    public void Batched_with_steps_of_their_own_choice_examples_agree_with_a_loop(OdeGradient gradient)
    {
        OdeOptions options = Tight with { Gradient = gradient };
        Tensor<double> starts = new Philox(3).Normal<double>(4, 3);
        Variable<double> all = Vectorize.Map(Differentiate.Gradient<double>(y => Loss([y, Point[1], Point[2]], options)), starts);
        for (int i = 0; i < 4; i++)
            Assert.True(all.Select(0, i).Value.AllClose(Differentiate.Gradient<double>(y => Loss([y, Point[1], Point[2]], options), starts.Select(0, i)).Value, 1e-8, 1e-8));
        Variable<double> outside = Differentiate.Gradient<double>(x => Vectorize.Map<double>(y => Loss([y, Point[1], Point[2]], options), x).Sum(), starts);
        Assert.True(outside.Value.AllClose(all.Value, 1e-8, 1e-8));
        Assert.True(Differentiate.JacobianReverse<double>(y => Ode.Solve(Field, y, [0, 1], [Point[1], Point[2]], options).Final, Point[0]).Value
            .AllClose(Differentiate.JacobianForward<double>(y => Ode.Solve(Field, y, [0, 1], [Point[1], Point[2]], options).Final, Point[0]).Value, 1e-8, 1e-8));
    }

    [Fact]
    public void What_cannot_be_differentiated_says_so()
    {
        foreach (OdeGradient gradient in new[] { OdeGradient.DiscreteAdjoint, OdeGradient.ContinuousAdjoint })
        {
            // The rate is captured, not a parameter; the state is watched.
            Assert.Contains("parameter", Assert.Throws<InvalidOperationException>(() => Differentiate.Gradient<double>(a => Ode.Solve<double>((t, y, p) => a * y, a, [0, 1], null, new() { Gradient = gradient }).Final, 0.5)).Message, StringComparison.Ordinal);
        }

        DerivativeSolveException error = Assert.Throws<DerivativeSolveException>(() => Differentiate.Gradient<double>(
            a => Ode.Solve<double>((t, y, p) => p[0] * y, 1.0, [0, 1], [a], new() { Gradient = OdeGradient.ContinuousAdjoint, Adjoint = new() { MaxSteps = 1 } }).Final, 0.5));
        Assert.Equal(Status.IterationLimit, error.Status);
        // A solve that fails on the way is a status in every way of differentiating, and what was reached has its derivative.
        foreach (OdeGradient gradient in All.Select(row => row.Data))
        {
            double slope = Differentiate.Gradient<double>(a =>
            {
                OdeSolution<double> solution = Ode.Solve<double>((t, y, p) => p[0] * y * y, 1.0, [0, 0.5, 2], [a], Tight with { Gradient = gradient });
                Assert.NotEqual(Status.Converged, solution.Status);
                return solution.Final;
            }, 1.0).ToScalar();
            // y = 1/(1 − a t): ∂y/∂a = t/(1 − a t)².
            Assert.Equal(2, slope, 1e-8);
        }
    }
}
