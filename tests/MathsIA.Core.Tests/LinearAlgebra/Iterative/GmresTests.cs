using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

public sealed class GmresTests
{
    /// <summary>A matrix without symmetry, well away from singular.</summary>
    private static Tensor<double> Unsymmetric(int n) => Systems.Random(11, n, n) * (1 / Math.Sqrt(n)) + Tensor.Eye<double>(n) * 2.0;

    [Theory, InlineData(50), InlineData(7)]
    public void Agrees_with_elimination(int restart)
    {
        Tensor<double> a = Unsymmetric(40), b = Systems.Random(7, 40);
        IterativeResult<double> result = Gmres.Solve(new DenseOperator<double>(a), b, new() { RecordHistory = true }, restart);
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.IsConsistent);
        Systems.AssertClose(Systems.Solve(a, b), result.Solution, 1e-9);
        for (int k = 1; k < result.ResidualHistory.Count; k++)
            Assert.True(result.ResidualHistory[k] <= result.ResidualHistory[k - 1] * (1 + 1e-12), "the residual never rises");
    }

    [Fact]
    public void Minimizes_the_residual_over_the_krylov_space()
    {
        Tensor<double> a = Unsymmetric(30), b = Systems.Random(7, 30);
        IterativeResult<double> two = Gmres.Solve(new DenseOperator<double>(a), b, new() { MaxIterations = 2 });
        Assert.Equal((Status.IterationLimit, 2), (two.Status, two.Iterations));
        // Optimality: r is orthogonal to Ab and A²b.
        Tensor<double> ab = Systems.Product(a, b), aab = Systems.Product(a, ab), r = b - Systems.Product(a, two.Solution);
        Assert.Equal(0, (r * ab).Sum() / (Systems.Norm(b) * Systems.Norm(ab)), 1e-13);
        Assert.Equal(0, (r * aab).Sum() / (Systems.Norm(b) * Systems.Norm(aab)), 1e-13);
        Assert.Equal(Systems.Norm(r), two.ResidualNorm, 1e-13);
    }

    [Fact]
    public void Ends_after_as_many_steps_as_there_are_distinct_eigenvalues_and_with_the_inverse_after_one()
    {
        Tensor<double> a = Systems.WithSpectrum([.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? -1.0 : 3.0)]), b = Systems.Random(3, 20);
        Assert.Equal(2, Gmres.Solve(new DenseOperator<double>(a), b).Iterations);
        IterativeResult<double> one = Gmres.Solve(new DenseOperator<double>(a), b, new() { Preconditioner = new DenseOperator<double>(Matrix.Inverse(a)) });
        Assert.Equal((Status.Converged, 1), (one.Status, one.Iterations));
    }

    [Fact]
    public void A_rotation_stalls_in_short_cycles_and_not_in_whole_ones()
    {
        // The cyclic shift gains nothing before the last step of the space.
        Tensor<double> shift = Tensor.Zeros<double>(6, 6), b = Tensor.Zeros<double>(6);
        for (int i = 0; i < 6; i++)
            shift[i, (i + 1) % 6] = 1;
        b[0] = 1;
        IterativeResult<double> stalled = Gmres.Solve(new DenseOperator<double>(shift), b, restart: 5), whole = Gmres.Solve(new DenseOperator<double>(shift), b, restart: 6);
        Assert.Equal(Status.Stalled, stalled.Status);
        Assert.Equal(1, stalled.ResidualNorm, 1e-14);
        Assert.Equal(Status.Converged, whole.Status);
    }

    [Fact]
    public void Singular_operators_and_numbers_that_are_none_end_as_what_they_are()
    {
        Tensor<double> singular = Tensor.From([1.0, 0, 0, 0], 2, 2), b = Tensor.From([1.0, 1]);
        IterativeResult<double> result = Gmres.Solve(new DenseOperator<double>(singular), b);
        Assert.True(result.Status is Status.Breakdown or Status.Stalled);
        Assert.False(result.IsConsistent);
        Assert.Equal(1, result.ResidualNorm, 1e-14);
        Assert.Equal(Status.NonFinite, Gmres.Solve(new DenseOperator<double>(singular), Tensor.From([double.NaN, 1])).Status);
        Assert.Equal(Status.Converged, Gmres.Solve(new DenseOperator<double>(singular), Tensor.Zeros<double>(2)).Status);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal(Status.Cancelled, Gmres.Solve(new DenseOperator<double>(Unsymmetric(9)), Systems.Random(1, 9), cancellationToken: source.Token).Status);
    }

    [Fact]
    public void Works_in_float_and_refuses_what_does_not_fit()
    {
        Tensor<double> a = Unsymmetric(25), b = Systems.Random(5, 25);
        IterativeResult<float> result = Gmres.Solve(new DenseOperator<float>(Systems.Single(a)), Systems.Single(b));
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.Solution.To<double>().AllClose(Tensor.From(Systems.Solve(a, b)), 1e-3, 1e-3));
        Assert.Throws<ShapeMismatchException>(() => Gmres.Solve(new DenseOperator<double>(Systems.Random(1, 3, 4)), Systems.Random(1, 3)));
        Assert.Throws<ArgumentOutOfRangeException>("restart", () => Gmres.Solve(new DenseOperator<double>(a), b, restart: 0));
    }
}
