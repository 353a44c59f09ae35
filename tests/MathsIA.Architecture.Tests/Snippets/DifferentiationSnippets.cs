using MathsIA.AutoDiff;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the guide to automatic differentiation shows. Each region is shown as it stands; all of it runs.</summary>
internal static class DifferentiationSnippets
{
    public static void Steps()
    {
        #region differentiation_iterate
        // 10,000 steps of a pendulum, in the memory of eight states.
        Variable<double> Step(Variable<double> y, IReadOnlyList<Variable<double>> p, int k)
        {
            Variable<double> speed = y[1] - 0.001 * p[0] * y[0].Sin();
            return Variable.Stack(0, y[0] + 0.001 * speed, speed);
        }

        Variable<double> End(Variable<double> gravity) => Variable.Iterate(Step, Tensor.From([1.0, 0.0]), [gravity], steps: 10_000)[0];
        double slope = Differentiate.Gradient<double>(End, 9.81).ToScalar();

        CheckpointSchedule schedule = CheckpointSchedule.Logarithmic(10_000);
        Console.WriteLine($"{schedule.Snapshots} states, {schedule.Advances} repeated steps");
        #endregion
        double before = End(9.81 - 1e-4).ToScalar(), after = End(9.81 + 1e-4).ToScalar();
        Assert.Equal((after - before) / 2e-4, slope, 1e-6);
        Assert.Equal(8, schedule.Snapshots);
    }

    public static void Solutions()
    {
        Tensor<double> a = new Philox(1).Normal<double>(30, 4), y = new Philox(2).Normal<double>(30);
        Variable<double> features = a, targets = y;
        #region differentiation_implicit
        // How the coefficients of a ridge regression move with its weight: dx/dλ = −(AᵀA + λ)⁻¹ x.
        Variable<double> Objective(Variable<double> x, IReadOnlyList<Variable<double>> p) => 0.5 * (features.MatMul(x) - targets).Square().Sum() + 0.5 * p[0] * x.Square().Sum();
        Tensor<double> Fit(double weight) => Ridge.Solve(a, y, weight);

        Variable<double> sensitivity = Differentiate.Jacobian<double>(weight => Implicit.ArgMin(Objective, p => Fit(p[0].ToScalar()), [weight]), 0.5);
        // The smallest value needs no solve at all for its gradient (envelope theorem): ½‖x‖².
        Variable<double> rate = Differentiate.Gradient<double>(weight => Implicit.Minimum(Objective, p => Fit(p[0].ToScalar()), [weight]).Value, 0.5);
        #endregion
        Tensor<double> x = Fit(0.5);
        Assert.True(sensitivity.Value.AllClose((Fit(0.5001) - Fit(0.4999)) / 2e-4, 1e-6, 1e-7));
        Assert.Equal(0.5 * x.Square().Sum(), rate.ToScalar(), 1e-10);
    }

    public static void Equations()
    {
        #region differentiation_ode
        // Exponential decay, seen at a few times; the rate by the adjoint equation.
        double[] times = [0, 1, 2, 4];
        Variable<double> Misfit(Variable<double> rate)
        {
            OdeSolution<double> solution = Ode.Solve((t, y, p) => -p[0] * y, 1.0, times, [rate], new() { Gradient = OdeGradient.ContinuousAdjoint });
            return (solution.States[1] - 0.61).Square() + (solution.States[2] - 0.37).Square() + (solution.States[3] - 0.13).Square();
        }

        Solution<double> fit = Minimize.Run(Differentiable.Of<double>(r => Misfit(r[0])), new Lbfgs(), Tensor.From([1.0]));
        #endregion
        Assert.Equal(Status.Converged, fit.Status);
        Assert.InRange(fit.Value[0], 0.45, 0.55);
    }

    public static void Landing()
    {
        #region differentiation_times
        // When does a ball that is thrown up land? Newton's method on its height at the end.
        Variable<double> Height(Variable<double> end) =>
            Ode.SolveTimed<double>((t, y, p) => Variable.Stack(0, y[1], -9.81), Tensor.From([10.0, 5.0]), [0.0, end]).Final[0];

        double landing = 2;
        for (int i = 0; i < 8; i++)
            landing -= Height(landing).ToScalar() / Differentiate.Gradient<double>(Height, landing).ToScalar();
        #endregion
        Assert.Equal((5 + Math.Sqrt(25 + 2 * 9.81 * 10)) / 9.81, landing, 1e-6);
    }

    public static void Primitives()
    {
        #region differentiation_apply
        Variable<double> Cubed(Variable<double> x) => Variable.Apply(new Cube(), x);
        Variable<double>[] derivatives = Differentiate.Derivatives<double>(Cubed, 2.0, order: 4);          // 8, 12, 12, 6, 0
        Console.WriteLine(GradientCheck.Run(Cubed, Tensor.From([0.5, -1.2])).Passed);
        #endregion
        Assert.Equal([8, 12, 12, 6, 0], derivatives.Select(d => d.ToScalar()));
        Assert.True(GradientCheck.Run(Cubed, Tensor.From([0.5, -1.2])).Passed);
    }

    #region differentiation_primitive
    sealed class Cube : IPrimitive<double>
    {
        public string Name => "Cube";

        public void InferShapes(ReadOnlySpan<Shape> operands, Span<Shape> results) => results[0] = operands[0];

        public void Evaluate(in EvaluationCall<double> call) => (call.Operand(0) * call.Operand(0) * call.Operand(0)).CopyTo(call.Result());

        public void Forward(in ForwardCall<double> call) => call.Add(3.0 * call.Operand(0).Square() * call.Tangent(0));

        public void Reverse(in ReverseCall<double> call) => call.Add(0, 3.0 * call.Operand(0).Square() * call.Cotangent());

        public void Batch(in BatchCall<double> call) => call.ApplyElementwise(this);
    }
    #endregion
}
