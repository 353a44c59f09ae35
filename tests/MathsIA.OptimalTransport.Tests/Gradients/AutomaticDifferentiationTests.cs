using MathsIA.AutoDiff;

namespace MathsIA.OptimalTransport.Tests;

/// <summary>Gradients against those of Sinkhorn's iterations written out on the tape.</summary>
public class AutomaticDifferentiationTests
{
    private const double Epsilon = 0.2;
    private const int Sweeps = 600, Rows = 5, Columns = 4;

    private static readonly Tensor<double> X = Problems.Matrix(Rows, 2, 1), Y = Problems.Matrix(Columns, 2, 2) + 0.3, A = Problems.Masses(Rows, 3), B = Problems.Masses(Columns, 4);

    [Fact]
    public void Gradients_for_costs_masses_and_positions_are_those_of_the_tape()
    {
        TransportResult<double> result = Solve();
        Near(Differentiate.Gradient(c => Dual(c, Log(A), Log(B)), (Variable<double>)Costs()), result.Plan.ToDense());
        Near(Differentiate.Gradient(x => Dual(Squared(x, Y), Log(A), Log(B)), (Variable<double>)X), TransportGradient.SourcePositions<double, SquaredEuclideanCost<double>>(result.Plan, X, Y));
        Near(Differentiate.Gradient(y => Dual(Squared(X, y), Log(A), Log(B)), (Variable<double>)Y), TransportGradient.TargetPositions<double, SquaredEuclideanCost<double>>(result.Plan, X, Y));
        // Masses exp(l) / Σ exp(l): along the simplex, where a gradient is known up to a constant.
        Near(Differentiate.Gradient(l => Dual((Variable<double>)Costs(), l - l.LogSumExp(), Log(B)), Log(A)), Along(TransportGradient.SourceMasses(result), A));
        Near(Differentiate.Gradient(l => Dual((Variable<double>)Costs(), Log(A), l - l.LogSumExp()), Log(B)), Along(TransportGradient.TargetMasses(result), B));
    }

    [Fact]
    public void Gradients_through_the_solution_are_those_of_the_tape()
    {
        TransportResult<double> result = Solve();
        Tensor<double> weights = Problems.Matrix(Rows, Columns, 7);
        ImplicitGradient<double> gradient = new ImplicitDifferentiation { Tolerance = 1e-14 }.OfPlan((EntropicPlan<double>)result.Plan, new DenseCost<double>(weights));
        Near(Differentiate.Gradient(c => (Plan(c, Log(A), Log(B)) * weights).Sum(), (Variable<double>)Costs()), gradient.Costs.ToDense());
        Near(Differentiate.Gradient(x => (Plan(Squared(x, Y), Log(A), Log(B)) * weights).Sum(), (Variable<double>)X), TransportGradient.SourcePositions<double, SquaredEuclideanCost<double>>(gradient.Costs, X, Y));
        Near(Differentiate.Gradient(l => (Plan((Variable<double>)Costs(), l - l.LogSumExp(), Log(B)) * weights).Sum(), Log(A)), Along(gradient.SourceMasses, A));
    }

    [Fact]
    public void Sinkhorn_divergences_have_the_gradient_of_the_tape()
    {
        SinkhornDivergenceResult<double> result = new SinkhornDivergence { Epsilon = Epsilon, Tolerance = 1e-13 }.Solve(X, Y, default(SquaredEuclideanCost<double>), A, B);
        Variable<double> Divergence(Variable<double> x) => Dual(Squared(x, Y), Log(A), Log(B)) - (Dual(Squared(x, x), Log(A), Log(A)) * 0.5);
        Near(Differentiate.Gradient(Divergence, (Variable<double>)X), result.SourcePositions(X, Y, default(SquaredEuclideanCost<double>)), 1e-7);
    }

    private static TransportResult<double> Solve() => new Sinkhorn { Epsilon = Epsilon, Tolerance = 1e-14, MaxIterations = 100_000 }.Solve(new DenseCost<double>(Costs()), A, B);

    private static Tensor<double> Costs() => Squared(X, Y).Value.Clone();

    private static Variable<double> Log(Tensor<double> masses) => masses.Log();

    private static Variable<double> Squared(Variable<double> x, Variable<double> y) =>
        (x.Reshape(x.Shape[0], 1, 2) - y.Reshape(1, y.Shape[0], 2)).Square().Sum(2);

    private static (Variable<double> F, Variable<double> G) Potentials(Variable<double> c, Variable<double> logA, Variable<double> logB)
    {
        int rows = c.Shape[0], columns = c.Shape[1];
        Variable<double> f = Tensor.Zeros<double>(rows), g = Tensor.Zeros<double>(columns);
        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            f = ((((g.Reshape(1, columns) - c) / Epsilon) + logB.Reshape(1, columns)).LogSumExp(1)) * -Epsilon;
            g = ((((f.Reshape(rows, 1) - c) / Epsilon) + logA.Reshape(rows, 1)).LogSumExp(0)) * -Epsilon;
        }

        return (f, g);
    }

    private static Variable<double> Plan(Variable<double> c, Variable<double> logA, Variable<double> logB)
    {
        (Variable<double> f, Variable<double> g) = Potentials(c, logA, logB);
        int rows = c.Shape[0], columns = c.Shape[1];
        return (((f.Reshape(rows, 1) + g.Reshape(1, columns) - c) / Epsilon) + logA.Reshape(rows, 1) + logB.Reshape(1, columns)).Exp();
    }

    /// <summary>After so many sweeps the plan has its marginals, and the dual value is that of its two linear terms.</summary>
    private static Variable<double> Dual(Variable<double> c, Variable<double> logA, Variable<double> logB)
    {
        (Variable<double> f, Variable<double> g) = Potentials(c, logA, logB);
        return (f * logA.Exp()).Sum() + (g * logB.Exp()).Sum();
    }

    /// <summary>The gradient with respect to l, for masses exp(l) / Σ exp(l).</summary>
    private static Tensor<double> Along(Tensor<double> gradient, Tensor<double> masses) => (gradient - (gradient * masses).Sum()) * masses;

    private static void Near(Variable<double> expected, Tensor<double> found, double tolerance = 1e-9)
    {
        double[] values = expected.Value.ToArray(), others = found.ToArray();
        Assert.Equal(values.Length, others.Length);
        for (int k = 0; k < values.Length; k++)
            Assert.Equal(values[k], others[k], tolerance);
    }
}
