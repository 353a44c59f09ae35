using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

public sealed class MinresTests
{
    private static readonly double[] Indefinite = [.. Enumerable.Range(1, 30).Select(i => i % 3 == 0 ? -0.4 * i : 0.5 * i)];

    [Fact]
    public void Agrees_with_elimination_on_an_indefinite_system()
    {
        Tensor<double> a = Systems.WithSpectrum(Indefinite), b = Systems.Random(7, 30);
        IterativeResult<double> result = Minres.Solve(new DenseOperator<double>(a), b, new() { RecordHistory = true });
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.IsConsistent);
        Systems.AssertClose(Systems.Solve(a, b), result.Solution, 1e-9);
        for (int k = 1; k < result.ResidualHistory.Count; k++)
            Assert.True(result.ResidualHistory[k] <= result.ResidualHistory[k - 1] * (1 + 1e-12), "the residual never rises");
    }

    [Fact]
    public void Ends_after_as_many_steps_as_there_are_distinct_eigenvalues()
    {
        Tensor<double> a = Systems.WithSpectrum([.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? -1.0 : 3.0)]);
        IterativeResult<double> result = Minres.Solve(new DenseOperator<double>(a), Systems.Random(3, 20));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(2, result.Iterations);
    }

    [Fact]
    public void Minimizes_the_residual_over_the_krylov_space()
    {
        Tensor<double> a = Systems.WithSpectrum(Indefinite), b = Systems.Random(7, 30);
        var op = new DenseOperator<double>(a);
        IterativeResult<double> two = Minres.Solve(op, b, new() { MaxIterations = 2 });
        Assert.Equal(Status.IterationLimit, two.Status);
        // Optimality: r is orthogonal to Ab and A²b.
        Tensor<double> ax = Systems.Product(a, two.Solution), ab = Systems.Product(a, b), aab = Systems.Product(a, ab);
        double first = 0, second = 0;
        for (int i = 0; i < 30; i++)
        {
            first += (b[i] - ax[i]) * ab[i];
            second += (b[i] - ax[i]) * aab[i];
        }

        Assert.Equal(0, first / (Systems.Norm(b) * Systems.Norm(ab)), 1e-13);
        Assert.Equal(0, second / (Systems.Norm(b) * Systems.Norm(aab)), 1e-13);
    }

    [Fact]
    public void Solves_a_singular_system_that_has_a_solution()
    {
        double[] spectrum = [0, 0, 0, .. Indefinite];
        Tensor<double> a = Systems.WithSpectrum(spectrum), b = Systems.Product(a, Systems.Random(4, 33));
        IterativeResult<double> result = Minres.Solve(new DenseOperator<double>(a), b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.IsConsistent);
        Assert.True(result.ResidualNorm <= 1e-10 * Systems.Norm(b));
    }

    [Fact]
    public void Minimizes_when_a_singular_system_has_none_and_says_so()
    {
        double[] spectrum = [0, 0, 0, .. Indefinite];
        Tensor<double> a = Systems.WithSpectrum(spectrum), b = Systems.Random(4, 33);
        IterativeResult<double> result = Minres.Solve(new DenseOperator<double>(a), b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.False(result.IsConsistent);
        Assert.True(result.ResidualNorm > 0.1);
        Assert.True(result.GradientNorm <= 1e-8 * result.ResidualNorm * 15, $"{result.GradientNorm}");
    }

    [Fact]
    public void A_preconditioner_helps()
    {
        double[] weights = [.. Enumerable.Range(1, 60).Select(i => (i % 2 == 0 ? -1 : 1) * Math.Pow(i, 3))];
        var a = new DiagonalOperator<double>(Tensor.From(weights));
        var m = new DiagonalOperator<double>(Tensor.From(Array.ConvertAll(weights, w => 1 / Math.Abs(w))));
        Tensor<double> b = Systems.Random(3, 60);
        IterativeResult<double> plain = Minres.Solve(a, b), helped = Minres.Solve(a, b, new() { Preconditioner = m });
        Assert.Equal(Status.Converged, plain.Status);
        Assert.Equal(Status.Converged, helped.Status);
        Assert.InRange(helped.Iterations, 2, 4);
        for (int i = 0; i < 60; i++)
            Assert.Equal(b[i] / weights[i], helped.Solution[i], 1e-9);
    }

    [Fact]
    public void Edges_have_a_status()
    {
        var op = new DenseOperator<double>(Systems.WithSpectrum(Indefinite));
        Tensor<double> b = Systems.Random(7, 30);
        IterativeResult<double> nothing = Minres.Solve(op, Tensor.Zeros<double>(30));
        Assert.Equal(Status.Converged, nothing.Status);
        Assert.Equal(0, nothing.ResidualNorm);
        IterativeResult<double> zero = Minres.Solve(new ZeroOperator<double>([30], [30]), b);
        Assert.Equal(Status.Converged, zero.Status);
        Assert.False(zero.IsConsistent);
        Assert.Equal(Systems.Norm(b), zero.ResidualNorm, 1e-14);
        Assert.Equal(Status.Breakdown, Minres.Solve(new DenseOperator<double>(Systems.Random(1, 30, 30)), b).Status);
        Assert.Equal(Status.Breakdown, Minres.Solve(op, b, new() { Preconditioner = -new IdentityOperator<double>([30]) }).Status);
        Tensor<double> bad = b.Clone();
        bad[0] = double.PositiveInfinity;
        Assert.Equal(Status.NonFinite, Minres.Solve(op, bad).Status);
        Assert.Equal(Status.Cancelled, Minres.Solve(op, b, null, new CancellationToken(canceled: true)).Status);
    }

    [Fact]
    public void Works_in_float()
    {
        Tensor<double> a = Systems.WithSpectrum(Indefinite), b = Systems.Random(7, 30);
        IterativeResult<float> result = Minres.Solve(new DenseOperator<float>(Systems.Single(a)), Systems.Single(b));
        Assert.Equal(Status.Converged, result.Status);
        double[] exact = Systems.Solve(a, b);
        for (int i = 0; i < 30; i++)
            Assert.Equal(exact[i], result.Solution[i], 1e-3);
    }
}
