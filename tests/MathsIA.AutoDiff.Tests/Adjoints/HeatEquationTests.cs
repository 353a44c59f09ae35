using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.AutoDiff.Tests;

/// <summary>The adjoint state method on the heat equation: derived by hand, by the tape, by checkpointed steps, and by matrix-free solves.</summary>
public sealed class HeatEquationTests
{
    private const int Cells = 20, Steps = 30;
    private const double Rate = 0.8;

    /// <summary>Minus the second difference with zero ends.</summary>
    private static Tensor<double> Laplacian(int n)
    {
        Tensor<double> matrix = Tensor.Eye<double>(n) * 2.0;
        for (int i = 1; i < n; i++)
            matrix[i, i - 1] = matrix[i - 1, i] = -1;
        return matrix;
    }

    [Fact]
    public void Crank_Nicolson_backwards_in_time_is_what_every_way_of_differentiating_finds()
    {
        Tensor<double> identity = Tensor.Eye<double>(Cells), laplacian = Laplacian(Cells), ahead = identity + laplacian * (Rate / 2), behind = identity - laplacian * (Rate / 2);
        Tensor<double> start = new Philox(1).Normal<double>(Cells), source = new Philox(2).Normal<double>(Cells), seen = new Philox(3).Normal<double>(Cells);
        Variable<double> Step(Variable<double> u, IReadOnlyList<Variable<double>> p, int k) => ((Variable<double>)ahead).Solve(((Variable<double>)behind).MatMul(u) + 0.1 * p[0]);
        Variable<double> Plain(IReadOnlyList<Variable<double>> x)
        {
            Variable<double> u = x[0];
            for (int k = 0; k < Steps; k++)
                u = Step(u, [x[1]], k);
            return 0.5 * (u - seen).Square().Sum();
        }

        Variable<double> Checkpointed(IReadOnlyList<Variable<double>> x) => 0.5 * (Variable.Iterate(Step, x[0], [x[1]], Steps, 3) - seen).Square().Sum();
        Variable<double> MatrixFree(IReadOnlyList<Variable<double>> x)
        {
            Variable<double> u = x[0];
            for (int k = 0; k < Steps; k++)
                u = Implicit.LinearSolve((w, _) => ((Variable<double>)ahead).MatMul(w), ((Variable<double>)behind).MatMul(u) + 0.1 * x[1], [], isSymmetric: true, new() { Method = ImplicitMethod.ConjugateGradient, Tolerance = 1e-14 });
            return 0.5 * (u - seen).Square().Sum();
        }

        // By hand: one solve with the same matrix a step, from the last to the first.
        CholeskyFactorization<double> factor = Matrix.Cholesky(ahead);
        Tensor<double> state = start;
        for (int k = 0; k < Steps; k++)
            state = factor.Solve((behind.MatMul(state) + 0.1 * source).Reshape(Cells, 1)).Reshape(Cells);
        Tensor<double> adjoint = state - seen, bySource = Tensor.Zeros<double>(Cells);
        for (int k = 0; k < Steps; k++)
        {
            Tensor<double> multiplier = factor.Solve(adjoint.Reshape(Cells, 1)).Reshape(Cells);
            bySource += 0.1 * multiplier;
            adjoint = behind.MatMul(multiplier);
        }

        foreach (Func<IReadOnlyList<Variable<double>>, Variable<double>> loss in (Func<IReadOnlyList<Variable<double>>, Variable<double>>[])[Plain, Checkpointed, MatrixFree])
        {
            (Variable<double> value, Variable<double>[] gradients) = Differentiate.ValueAndGradient(loss, [start, source]);
            Assert.Equal(0.5 * (state - seen).Square().Sum(), value.ToScalar(), 1e-10);
            Assert.True(gradients[0].Value.AllClose(adjoint, 1e-10, 1e-11));
            Assert.True(gradients[1].Value.AllClose(bySource, 1e-10, 1e-11));
        }

        Assert.True(GradientCheck.Run(Checkpointed, [start, source]).Passed);
    }

    [Fact]
    public void Implicit_steps_in_the_plane_give_the_gradient_of_a_field_of_coefficients()
    {
        // u⁺ − τ div(e^θ grad u⁺) = u on a grid of 6 × 6 with insulated walls; θ at every point.
        const int n = 6, steps = 5;
        static Variable<double> Flow(Variable<double> u, Variable<double> theta, int axis)
        {
            Variable<double> conductivity = theta.Exp();
            Variable<double> between = (conductivity.Narrow(axis, 0, n - 1) + conductivity.Narrow(axis, 1, n - 1)) * 0.5 * (u.Narrow(axis, 1, n - 1) - u.Narrow(axis, 0, n - 1));
            int[] wall = axis == 0 ? [1, n] : [n, 1];
            Variable<double> zero = Variable.Zeros<double>(wall);
            return Variable.Concatenate(axis, between, zero) - Variable.Concatenate(axis, zero, between);
        }

        static Variable<double> Apply(Variable<double> w, IReadOnlyList<Variable<double>> p) => w - 0.3 * (Flow(w, p[0], 0) + Flow(w, p[0], 1));
        Tensor<double> start = new Philox(1).Uniform<double>(n, n), theta = new Philox(2).Normal<double>([n, n], 0, 0.4), seen = new Philox(3).Normal<double>(n, n);
        Variable<double> Loss(Variable<double> field, ImplicitOptions how)
        {
            Variable<double> u = Variable.Iterate((x, p, _) => Implicit.LinearSolve(Apply, x, p, isSymmetric: true, how), start, [field], steps, 2);
            return ((u - seen) * u).Sum();
        }

        Variable<double> ByMatrix(Variable<double> field)
        {
            Variable<double> u = start;
            for (int k = 0; k < steps; k++)
            {
                Variable<double> matrix = Differentiate.Jacobian<double>(w => Apply(w, [field]), Variable.Zeros<double>(n, n)).Reshape(n * n, n * n);
                u = matrix.Solve(u.Flatten()).Reshape(n, n);
            }

            return ((u - seen) * u).Sum();
        }

        ImplicitOptions iterated = new() { Method = ImplicitMethod.ConjugateGradient, Tolerance = 1e-13 };
        Tensor<double> expected = Differentiate.Gradient<double>(ByMatrix, theta).Value;
        Assert.True(Differentiate.Gradient<double>(field => Loss(field, iterated), theta).Value.AllClose(expected, 1e-9, 1e-11));
        Assert.True(GradientCheck.Run(field => Loss(field, iterated), theta).Passed);
        // Heat is kept: insulated walls let nothing out, whatever the coefficients.
        Assert.True(Differentiate.Gradient<double>(field => Variable.Iterate((x, p, _) => Implicit.LinearSolve(Apply, x, p, true, iterated), start, [field], steps).Sum(), theta).Value.AllClose(Tensor.Zeros<double>(n, n), 0, 1e-11));
    }
}
