using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>Derivatives of solutions against closed forms, against derivatives through the iterations, and what happens when a solve fails.</summary>
public sealed class ImplicitTests
{
    private sealed class Collected : IProgress<ImplicitReport>
    {
        public List<ImplicitReport> Reports { get; } = [];

        public void Report(ImplicitReport value) => Reports.Add(value);
    }

    [Fact]
    public void A_square_root_has_all_its_derivatives()
    {
        Variable<double>[] d = Differentiate.Derivatives<double>(a => Implicit.Root((x, p) => x * x - p[0], p => p[0].Sqrt(), [a]), 4.0, 4);
        double[] expected = [2, 1.0 / 4, -1.0 / 32, 3.0 / 256, -15.0 / 2048];
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], d[k].ToScalar(), 1e-13);
        // In reverse, three times.
        Func<Variable<double>, Variable<double>> f = a => Implicit.Root((x, p) => x * x - p[0], p => p[0].Sqrt(), [a]);
        for (int k = 1; k <= 3; k++)
        {
            f = Differentiate.Gradient(f);
            Assert.Equal(expected[k], f(4.0).ToScalar(), 1e-13);
        }
    }

    [Theory]
    [InlineData(ImplicitMethod.Dense), InlineData(ImplicitMethod.Gmres), InlineData(ImplicitMethod.FixedPoint)]
    public void Every_linear_method_gives_the_derivative_through_the_iterations(ImplicitMethod method)
    {
        Tensor<double> w = new Philox(1).Normal<double>([6, 6], 0, 0.15), b = new Philox(2).Normal<double>(6), u = new Philox(3).Normal<double>(6);
        Variable<double> Map(Variable<double> x, IReadOnlyList<Variable<double>> p) => p[0].MatMul(x.Tanh()) + p[1];
        Variable<double> Unrolled(IReadOnlyList<Variable<double>> p)
        {
            Variable<double> x = Variable.Zeros<double>(6);
            for (int k = 0; k < 80; k++)
                x = Map(x, p);
            return (x * u).Sum();
        }

        var told = new Collected();
        var options = new ImplicitOptions { Method = method, Solves = told, Tolerance = 1e-13, ResidualTolerance = 1e-10 };
        Variable<double> Solved(IReadOnlyList<Variable<double>> p) => (Implicit.FixedPoint(Map, q => Iterate(q[0], q[1]), p, options) * u).Sum();

        Variable<double>[] expected = Differentiate.ValueAndGradient<double>(Unrolled, [w, b]).Gradients, actual = Differentiate.ValueAndGradient<double>(Solved, [w, b]).Gradients;
        Assert.True(actual[0].Value.AllClose(expected[0].Value, 1e-11, 1e-12) && actual[1].Value.AllClose(expected[1].Value, 1e-11, 1e-12));
        Tensor<double> dw = new Philox(4).Normal<double>(6, 6), db = new Philox(5).Normal<double>(6);
        double tangent = Differentiate.Jvp<double>(Solved, [w, b], [dw, db]).Tangent.ToScalar();
        Assert.Equal((actual[0].Value * dw).Sum() + (actual[1].Value * db).Sum(), tangent, 1e-11);
        Assert.True(GradientCheck.Run(Solved, [w, b]).Passed);
        Assert.All(told.Reports, report => Assert.True(report.Method == method && report.Status == Status.Converged && report.Unknowns == 6 && report.RelativeResidual <= 1e-13));

        static Tensor<double> Iterate(Tensor<double> w, Tensor<double> b)
        {
            Tensor<double> x = Tensor.Zeros<double>(6);
            for (int k = 0; k < 200; k++)
                x = w.MatMul(x.Tanh()) + b;
            return x;
        }
    }

    [Theory, InlineData(ImplicitMethod.Dense), InlineData(ImplicitMethod.ConjugateGradient)]
    public void The_minimizer_of_ridge_regression_has_the_derivative_of_its_formula(ImplicitMethod method)
    {
        Tensor<double> a = new Philox(1).Normal<double>(20, 5), y = new Philox(2).Normal<double>(20);
        static Tensor<double> Solve(Tensor<double> a, Tensor<double> y, double weight) =>
            Matrix.Solve(a.Transpose().MatMul(a) + Tensor.Eye<double>(5) * weight, a.Transpose().MatMul(y).Reshape(5, 1)).Reshape(5);
        Variable<double> Objective(Variable<double> x, IReadOnlyList<Variable<double>> p) => 0.5 * (p[0].MatMul(x) - y).Square().Sum() + 0.5 * p[1] * x.Square().Sum();
        Variable<double> Formula(IReadOnlyList<Variable<double>> p) =>
            (p[0].Transpose().MatMul(p[0]) + p[1] * Tensor.Eye<double>(5)).Solve(p[0].Transpose().MatMul(y).Reshape(5, 1)).Reshape(5);
        Variable<double> Minimizer(IReadOnlyList<Variable<double>> p) => Implicit.ArgMin(Objective, q => Solve(q[0], y, q[1].ToScalar()), p, new() { Method = method, Tolerance = 1e-14 });

        Variable<double>[] point = [a, 0.7];
        foreach (Func<Variable<double>, Variable<double>> loss in (Func<Variable<double>, Variable<double>>[])[x => x.Square().Sum(), x => x.Exp().Sum()])
        {
            Variable<double>[] expected = Differentiate.ValueAndGradient(p => loss(Formula(p)), point).Gradients;
            Variable<double>[] actual = Differentiate.ValueAndGradient(p => loss(Minimizer(p)), point).Gradients;
            Assert.True(actual[0].Value.AllClose(expected[0].Value, 1e-10, 1e-12));
            Assert.Equal(expected[1].ToScalar(), actual[1].ToScalar(), 1e-11);
        }

        // Second order in the weight, every way round.
        Func<Variable<double>, Variable<double>> value = weight => Minimizer([a, weight]).Square().Sum(), formula = weight => Formula([a, weight]).Square().Sum();
        double second = Differentiate.Hessian(formula, 0.7).ToScalar();
        Assert.Equal(second, Differentiate.Hessian(value, 0.7).ToScalar(), 1e-10);
        Assert.Equal(second, Differentiate.Gradient(Differentiate.Gradient(value), 0.7).ToScalar(), 1e-10);
    }

    [Fact]
    public void The_gradient_of_a_smallest_value_needs_no_solve_and_its_hessian_does()
    {
        // min_x ½‖x‖² − ⟨θ, x⟩ + ¼‖x‖⁴ has gradient −x*(θ) and Hessian −∂x*/∂θ.
        var told = new Collected();
        static Tensor<double> Solve(Tensor<double> theta)
        {
            // x is along θ, with s + s³ = ‖θ‖.
            double target = theta.Norm(), s = target;
            for (int k = 0; k < 60; k++)
                s -= (s + s * s * s - target) / (1 + 3 * s * s);
            return theta * (s / target);
        }

        static Variable<double> Objective(Variable<double> x, IReadOnlyList<Variable<double>> p) => 0.5 * x.Square().Sum() - (p[0] * x).Sum() + 0.25 * x.Square().Sum().Square();
        Variable<double> Value(Variable<double> theta) => Implicit.Minimum(Objective, q => Solve(q[0]), [theta], new() { Solves = told }).Value;
        Tensor<double> theta = Tensor.From([1.0, -0.5, 2]);
        Assert.True(Differentiate.Gradient<double>(Value, theta).Value.AllClose(-Solve(theta), 1e-13));
        Assert.Empty(told.Reports);
        Variable<double> jacobian = Differentiate.Jacobian<double>(p => -Implicit.ArgMin(Objective, q => Solve(q[0]), [p]), theta);
        Assert.True(Differentiate.Hessian<double>(Value, theta).Value.AllClose(jacobian.Value, 1e-11, 1e-12));
        Assert.True(Differentiate.JacobianReverse(Differentiate.Gradient<double>(Value), theta).Value.AllClose(jacobian.Value, 1e-11, 1e-12));
        Assert.NotEmpty(told.Reports);
    }

    [Theory, InlineData(false, ImplicitMethod.Gmres), InlineData(true, ImplicitMethod.ConjugateGradient)]
    public void A_large_system_is_solved_without_a_matrix_and_its_gradient_is_that_of_the_dense_one(bool symmetric, ImplicitMethod expected)
    {
        const int n = 300;
        var told = new Collected();
        Variable<double> theta = new Philox(1).Uniform<double>([n], 0.5, 1.5), b = new Philox(2).Normal<double>(n), u = new Philox(3).Normal<double>(n);
        // A diffusion with a coefficient, and a wind that makes it unsymmetric.
        Variable<double> Apply(Variable<double> w, IReadOnlyList<Variable<double>> p)
        {
            Variable<double> zero = Variable.Zeros<double>(1), right = Variable.Concatenate(0, w[1..], zero), left = Variable.Concatenate(0, zero, w[..^1]);
            Variable<double> image = 2.5 * w - left - right + p[0] * w;
            return symmetric ? image : image + 0.3 * (right - left);
        }

        Variable<double> Loss(IReadOnlyList<Variable<double>> p, ImplicitOptions options) => (Implicit.LinearSolve(Apply, p[1], [p[0]], symmetric, options) * u).Sum().Square();
        Variable<double>[] iterated = Differentiate.ValueAndGradient(p => Loss(p, new() { Solves = told, Tolerance = 1e-12 }), [theta, b]).Gradients;
        Variable<double>[] dense = Differentiate.ValueAndGradient(p => Loss(p, new() { Method = ImplicitMethod.Dense }), [theta, b]).Gradients;
        Assert.True(iterated[0].Value.AllClose(dense[0].Value, 1e-8, 1e-9) && iterated[1].Value.AllClose(dense[1].Value, 1e-8, 1e-9));
        // One solve forward, one backward.
        Assert.Equal(2, told.Reports.Count);
        Assert.All(told.Reports, report => Assert.Equal(expected, report.Method));
    }

    [Fact]
    public void A_solve_that_does_not_converge_is_an_error_that_says_so()
    {
        // x = 2x − θ is a fixed point that repels: Neumann's series diverges, elimination does not care.
        Variable<double> Solved(Variable<double> theta, ImplicitMethod method) => Implicit.FixedPoint((x, p) => 2.0 * x - p[0], p => p[0], [theta], new() { Method = method, MaxIterations = 500 });
        Assert.Equal(1, Differentiate.Gradient<double>(theta => Solved(theta, ImplicitMethod.Dense), 3.0).ToScalar(), 1e-14);
        DerivativeSolveException error = Assert.Throws<DerivativeSolveException>(() => Differentiate.Gradient<double>(theta => Solved(theta, ImplicitMethod.FixedPoint), 3.0));
        Assert.NotEqual(Status.Converged, error.Status);
        Assert.Contains("FixedPoint", error.Message, StringComparison.Ordinal);
        // A double root: the Jacobian is singular.
        error = Assert.Throws<DerivativeSolveException>(() => Differentiate.Gradient<double>(theta => Implicit.Root((x, p) => (x - p[0]).Square(), p => p[0], [theta]), 3.0));
        Assert.Equal(Status.Breakdown, error.Status);
        // Too few iterations.
        Tensor<double> b = new Philox(1).Normal<double>(40), d = Tensor.Arange(1.0, 41, 1);
        Assert.Equal(Status.IterationLimit, Assert.Throws<DerivativeSolveException>(() => Implicit.LinearSolve<double>((w, p) => p[0] * w, b, [d], true, new() { Method = ImplicitMethod.ConjugateGradient, MaxIterations = 3 })).Status);
        // The solver's answer is no root.
        Assert.Contains("residual", Assert.Throws<DerivativeSolveException>(() => Implicit.Root((x, p) => x * x - p[0], p => p[0], [(Variable<double>)3.0], new() { ResidualTolerance = 1e-6 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_derivative_that_would_be_lost_is_an_error()
    {
        Assert.Contains("parameter", Assert.Throws<InvalidOperationException>(() => Differentiate.Gradient<double>(a => Implicit.Root((x, p) => x * x - a * p[0], p => p[0].Sqrt(), [(Variable<double>)2.0]), 3.0)).Message, StringComparison.Ordinal);
        foreach (ImplicitMethod method in (ImplicitMethod[])[ImplicitMethod.Dense, ImplicitMethod.Gmres])
            Assert.Throws<InvalidOperationException>(() => Differentiate.Gradient<double>(a => Implicit.LinearSolve<double>((w, p) => a * w, Tensor.Ones<double>(2), [], options: new() { Method = method }).Sum(), 3.0));
        Assert.Throws<ShapeMismatchException>(() => Implicit.Root((x, p) => x.Sum(), p => p[0], [(Variable<double>)Tensor.Ones<double>(2)]));
        Assert.Throws<ShapeMismatchException>(() => Implicit.LinearSolve((w, p) => w.Sum(), (Variable<double>)Tensor.Ones<double>(2), []));
        Assert.Throws<ArgumentNullException>("solver", () => Implicit.Root((x, p) => x, null!, [(Variable<double>)1.0]));
        Assert.Throws<ArgumentNullException>("apply", () => Implicit.LinearSolve(null!, (Variable<double>)1.0, []));
        Assert.Throws<ArgumentOutOfRangeException>("Tolerance", () => new ImplicitOptions { Tolerance = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("MaxIterations", () => new ImplicitOptions { MaxIterations = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("DenseLimit", () => new ImplicitOptions { DenseLimit = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("ResidualTolerance", () => new ImplicitOptions { ResidualTolerance = -1 });
    }
}
