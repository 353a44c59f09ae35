using MathsIA.LinearAlgebra;
using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests;

public sealed class BasisPursuitTests
{
    [Fact]
    public void Recovers_exactly_what_the_theory_promises_with_a_certificate()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            Planted<double> p = Planted<double>.Create(seed, 60, 120, 8);
            int[] signs = [.. p.Support.Select(j => Math.Sign(p.Signal[j]))];
            Solution<double> s = BasisPursuit.Solve(p.Sensing, p.Measurements, options: new() { MaxIterations = 20_000, Tolerance = 1e-10, MeasureEvery = 10 });
            Assert.Equal(Status.Converged, s.Status);
            Assert.Equal(s.Value.Norm(1), s.Objective);
            Assert.InRange(s.Gap!.Value, 0, 1e-7 * s.Objective);
            Assert.InRange(p.Sensing.Transpose().MatMul(s.Dual!).Norm(double.PositiveInfinity), 0, 1 + 1e-12);
            Assert.InRange((p.Sensing.MatMul(s.Value) - p.Measurements).Norm(), 0, 1e-10);
            if (RecoveryCriteria.Fuchs(p.Sensing, p.Support, signs) < 1)
                Assert.InRange(p.Error(s.Value), 0, 1e-7);
            // Recovered or not, no feasible point has a smaller norm: the planted one is feasible.
            Assert.True(s.Objective <= p.Signal.Norm(1) * (1 + 1e-9));
        }
    }

    [Fact]
    public void Fuchs_certificate_never_promises_too_much()
    {
        int certified = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            Planted<double> p = Planted<double>.Create(seed, 30, 60, 2 + (seed % 4));
            int[] signs = [.. p.Support.Select(j => Math.Sign(p.Signal[j]))];
            if (RecoveryCriteria.Fuchs(p.Sensing, p.Support, signs) >= 0.95)
                continue;
            certified++;
            Assert.InRange(p.Error(BasisPursuit.Solve(p.Sensing, p.Measurements, options: new() { MaxIterations = 20_000 }).Value), 0, 1e-5);
        }

        Assert.InRange(certified, 10, 40);
    }

    [Fact]
    public void Every_splitting_gives_the_same_norm()
    {
        Planted<double> p = Planted<double>.Create(20, 40, 80, 20);
        var options = new MinimizeOptions { MaxIterations = 40_000, Tolerance = 1e-9, MeasureEvery = 10 };
        double norm = BasisPursuit.Solve(p.Sensing, p.Measurements, options: options).Objective;
        foreach (ISplittingMethod method in (ISplittingMethod[])[new DouglasRachford { StepSize = 0.2, Relaxation = 1.5 }, new Admm()])
        {
            Solution<double> s = BasisPursuit.Solve(p.Sensing, p.Measurements, method, options);
            Assert.Equal(norm, s.Objective, 1e-6);
            Assert.InRange(s.Gap!.Value, 0, 1e-5);
        }

        Solution<double> small = BasisPursuitDenoising.Solve(p.Sensing, p.Measurements, 0, options: options);
        Assert.Equal(norm, small.Objective, 1e-5);
    }

    [Fact]
    public void The_linear_program_and_the_splitting_agree()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            Planted<double> p = Planted<double>.Create(30 + seed, 30, 60, 3 + (5 * seed));
            Solution<double> split = BasisPursuit.Solve(p.Sensing, p.Measurements, options: new() { MaxIterations = 40_000, Tolerance = 1e-9, MeasureEvery = 10 });
            Solution<double> program = BasisPursuit.SolveByLinearProgram(p.Sensing, p.Measurements);
            Assert.Equal(Status.Converged, program.Status);
            Assert.Equal(split.Objective, program.Objective, 1e-6);
            // Gaussian matrices have one solution.
            Assert.InRange((split.Value - program.Value).Norm(), 0, 1e-4);
            Assert.InRange(program.Gap!.Value, 0, 1e-6);
            Assert.InRange(p.Sensing.Transpose().MatMul(program.Dual!).Norm(double.PositiveInfinity), 0, 1 + 1e-12);
        }

        Tensor<double> tall = Draw.Normal<double>(1, 20, 5), y = Draw.Normal<double>(2, 20);
        Assert.Equal(Status.Infeasible, BasisPursuit.SolveByLinearProgram(tall, y).Status);
        Assert.Throws<ArgumentNullException>("sensing", () => BasisPursuit.SolveByLinearProgram(null!, y));
        Assert.Throws<ShapeMismatchException>("measurements", () => BasisPursuit.SolveByLinearProgram(tall, Tensor.Zeros<double>(3)));
        Assert.Throws<ArgumentOutOfRangeException>("sensing", () => BasisPursuit.SolveByLinearProgram(tall * double.NaN, y));
    }

    [Fact]
    public void Denoising_meets_its_optimality_conditions()
    {
        Planted<double> p = Planted<double>.Create(21, 50, 120, 5, noise: 0.05);
        double radius = 0.05 * Math.Sqrt(50);
        Solution<double> s = BasisPursuitDenoising.Solve(p.Sensing, p.Measurements, radius, options: new() { MaxIterations = 50_000, Tolerance = 1e-9 });
        Assert.Equal(Status.Converged, s.Status);
        Tensor<double> residual = p.Measurements - p.Sensing.MatMul(s.Value);
        Assert.Equal(radius, residual.Norm(), 1e-7);
        Assert.InRange(s.Gap!.Value, 0, 1e-6);
        // The residual is the multiple of a subgradient: equal correlations on the support, smaller ones elsewhere.
        Tensor<double> c = p.Sensing.Transpose().MatMul(residual);
        double level = c.Norm(double.PositiveInfinity);
        for (int j = 0; j < 120; j++)
        {
            if (Math.Abs(s.Value[j]) > 1e-5)
                Assert.Equal(Math.Sign(s.Value[j]) * level, c[j], 1e-5);
        }

        Assert.InRange(p.Error(s.Value), 0, 0.2);
        // With the multiplier as its penalty the Lasso has the same solution.
        Solution<double> lasso = Minimize.Run(new LeastSquares<double>(p.Sensing, p.Measurements), new L1Norm<double>(level), new Fista(), Tensor.Zeros<double>(120), new() { MaxIterations = 50_000, Tolerance = 1e-10 });
        Assert.InRange((lasso.Value - s.Value).Norm(), 0, 1e-4);
    }

    [Fact]
    public void What_cannot_be_met_is_a_status_or_an_exception()
    {
        Tensor<double> tall = Draw.Normal<double>(1, 20, 5), y = Draw.Normal<double>(2, 20);
        Assert.Throws<ArgumentException>("target", () => BasisPursuit.Solve(tall, y));
        Assert.Equal(Status.Infeasible, BasisPursuitDenoising.Solve(tall, y, 0.1, options: new() { MaxIterations = 200 }).Status);
        Solution<double> wide = BasisPursuitDenoising.Solve(tall, y, 100);
        Assert.Equal(Status.Converged, wide.Status);
        Assert.InRange(wide.Objective, 0, 1e-6);
    }

    [Fact]
    public void Single_precision_and_zero_data_work()
    {
        Planted<float> p = Planted<float>.Create(1, 60, 120, 6);
        Solution<float> s = BasisPursuit.Solve(p.Sensing, p.Measurements, options: new() { MaxIterations = 5000 });
        Assert.InRange(p.Error(s.Value), 0, 1e-2);
        Solution<float> zero = BasisPursuit.Solve(p.Sensing, Tensor.Zeros<float>(60));
        Assert.Equal((Status.Converged, 0f), (zero.Status, zero.Objective));
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Tensor<double> a = Draw.Normal<double>(1, 5, 9), y = Draw.Normal<double>(2, 5);
        Assert.Throws<ArgumentNullException>("sensing", () => BasisPursuit.Solve(null!, y));
        Assert.Throws<ArgumentNullException>("sensing", () => BasisPursuitDenoising.Solve(null!, y, 1));
        Assert.Throws<ShapeMismatchException>("measurements", () => BasisPursuitDenoising.Solve(a, Tensor.Zeros<double>(4), 1));
        Assert.Throws<ShapeMismatchException>("sensing", () => BasisPursuitDenoising.Solve(Tensor.Zeros<double>(0, 3), y, 1));
        Assert.Throws<ArgumentOutOfRangeException>("radius", () => BasisPursuitDenoising.Solve(a, y, -1));
        Assert.Throws<ArgumentOutOfRangeException>("radius", () => BasisPursuitDenoising.Solve(a, y, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("measurements", () => BasisPursuitDenoising.Solve(a, Tensor.Full([5], double.NaN), 1));
        Assert.Throws<ArgumentOutOfRangeException>("sensing", () => BasisPursuitDenoising.Solve(a * double.NaN, y, 1));
        Assert.Equal(Status.Cancelled, BasisPursuit.Solve(a, y, cancellationToken: new CancellationToken(true)).Status);
    }
}
