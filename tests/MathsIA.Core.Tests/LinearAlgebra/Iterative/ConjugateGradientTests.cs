using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

public sealed class ConjugateGradientTests
{
    private static readonly double[] Spectrum = [.. Enumerable.Range(1, 30).Select(i => 0.5 * i)];

    [Fact]
    public void Agrees_with_elimination()
    {
        Tensor<double> a = Systems.WithSpectrum(Spectrum), b = Systems.Random(7, 30);
        IterativeResult<double> result = ConjugateGradient.Solve(new DenseOperator<double>(a), b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.IsConsistent);
        Systems.AssertClose(Systems.Solve(a, b), result.Solution, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ends_after_as_many_steps_as_there_are_distinct_eigenvalues(int distinct)
    {
        Tensor<double> a = Systems.WithSpectrum([.. Enumerable.Range(0, 20).Select(i => 1.0 + i % distinct)]);
        IterativeResult<double> result = ConjugateGradient.Solve(new DenseOperator<double>(a), Systems.Random(3, 20));
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(distinct, result.Iterations);
    }

    [Fact]
    public void A_perfect_preconditioner_needs_one_step_and_a_good_one_few()
    {
        double[] weights = [.. Enumerable.Range(1, 60).Select(i => Math.Pow(i, 4))];
        var a = new DiagonalOperator<double>(Tensor.From(weights));
        var inverse = new DiagonalOperator<double>(Tensor.From(Array.ConvertAll(weights, w => 1 / w)));
        Tensor<double> b = Systems.Random(3, 60);
        IterativeResult<double> plain = ConjugateGradient.Solve(a, b), preconditioned = ConjugateGradient.Solve(a, b, new() { Preconditioner = inverse });
        Assert.Equal(Status.Converged, preconditioned.Status);
        Assert.Equal(1, preconditioned.Iterations);
        Assert.True(plain.Iterations > 40);
    }

    [Fact]
    public void Works_on_images_and_in_float()
    {
        var laplacian = new GradientOperator<float>([12, 17]).Gram + 0.1f * new IdentityOperator<float>([12, 17]);
        Tensor<float> b = Systems.Single(Systems.Random(5, 12, 17));
        IterativeResult<float> result = ConjugateGradient.Solve(laplacian, b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(new Shape(12, 17), result.Solution.Shape);
        float[] image = laplacian.Apply(result.Solution).ToArray();
        for (int i = 0; i < image.Length; i++)
            Assert.Equal(b.AsSpan()[i], image[i], 1e-3f);
    }

    [Fact]
    public void Solves_a_semidefinite_system_whose_right_side_is_in_the_range()
    {
        var laplacian = new GradientOperator<double>([8, 9]).Gram;
        Tensor<double> b = laplacian.Apply(Systems.Random(5, 8, 9));
        IterativeResult<double> result = ConjugateGradient.Solve(laplacian, b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.ResidualNorm <= 1e-10 * Systems.Norm(b));
    }

    [Fact]
    public void Starts_where_it_is_told_and_keeps_the_residuals()
    {
        Tensor<double> a = Systems.WithSpectrum(Spectrum), b = Systems.Random(7, 30);
        var op = new DenseOperator<double>(a);
        Tensor<double> exact = Tensor.From(Systems.Solve(a, b));
        IterativeResult<double> warm = ConjugateGradient.Solve(op, b, new() { InitialGuess = exact });
        Assert.Equal(0, warm.Iterations);
        Assert.Equal(exact.ToArray(), warm.Solution.ToArray());
        Assert.NotSame(exact, warm.Solution);
        var seen = new List<double>();
        IterativeResult<double> cold = ConjugateGradient.Solve(op, b, new() { RecordHistory = true, Progress = new Systems.Recorder(p => seen.Add(p.Residual)) });
        Assert.Equal(cold.Iterations + 1, cold.ResidualHistory.Count);
        Assert.Equal(cold.ResidualHistory.Skip(1), seen);
        Assert.Equal(Systems.Norm(b), cold.ResidualHistory[0], 1e-14);
    }

    [Fact]
    public void Keeps_the_best_point_when_the_budget_ends_at_a_worse_one()
    {
        // The residual of conjugate gradients rises on the way for such a right side.
        double[] spectrum = [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, -i / 8.0))];
        var op = new DenseOperator<double>(Systems.WithSpectrum(spectrum));
        Tensor<double> b = Systems.Random(11, 40);
        IterativeResult<double> full = ConjugateGradient.Solve(op, b, new() { RecordHistory = true, MaxIterations = 60 });
        int rise = Enumerable.Range(1, full.ResidualHistory.Count - 1).First(k => full.ResidualHistory[k] > full.ResidualHistory[k - 1]);
        IterativeResult<double> cut = ConjugateGradient.Solve(op, b, new() { MaxIterations = rise });
        Assert.Equal(Status.IterationLimit, cut.Status);
        Assert.False(cut.IsConsistent);
        Assert.Equal(full.ResidualHistory.Take(rise + 1).Min(), cut.ResidualNorm, 1e-10);
    }

    [Fact]
    public void Zero_right_side_gives_zero_at_once()
    {
        var op = new DenseOperator<double>(Systems.WithSpectrum(Spectrum));
        IterativeResult<double> result = ConjugateGradient.Solve(op, Tensor.Zeros<double>(30), new() { InitialGuess = Systems.Random(1, 30) });
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(0, result.Iterations);
        Assert.All(result.Solution.ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void An_operator_that_is_not_positive_definite_is_a_status()
    {
        Tensor<double> b = Systems.Random(7, 30);
        IterativeResult<double> indefinite = ConjugateGradient.Solve(new DenseOperator<double>(Systems.WithSpectrum([.. Spectrum.Select((v, i) => i % 2 == 0 ? v : -v)])), b);
        Assert.Equal(Status.Breakdown, indefinite.Status);
        Assert.True(indefinite.ResidualNorm <= Systems.Norm(b) * (1 + 1e-12));
        Assert.Equal(Status.Breakdown, ConjugateGradient.Solve(new ZeroOperator<double>([30], [30]), b).Status);
        Assert.Equal(Status.Breakdown, ConjugateGradient.Solve(new IdentityOperator<double>([30]), b, new() { Preconditioner = -new IdentityOperator<double>([30]) }).Status);
    }

    [Fact]
    public void An_unreachable_tolerance_ends_as_stalled_and_not_as_converged()
    {
        double[] spectrum = [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, -i / 4.0))];
        IterativeResult<double> result = ConjugateGradient.Solve(new DenseOperator<double>(Systems.WithSpectrum(spectrum)), Systems.Random(2, 40), new() { Tolerance = 0, AbsoluteTolerance = 1e-300, MaxIterations = 5000 });
        Assert.True(result.Status is Status.Stalled or Status.IterationLimit, result.Status.ToString());
        Assert.False(result.IsConsistent);
        Assert.True(result.ResidualNorm > 1e-300);
    }

    [Fact]
    public void NaN_is_a_status_and_cancellation_too()
    {
        var op = new DenseOperator<double>(Systems.WithSpectrum(Spectrum));
        Tensor<double> b = Systems.Random(7, 30);
        Tensor<double> bad = b.Clone();
        bad[3] = double.NaN;
        Assert.Equal(Status.NonFinite, ConjugateGradient.Solve(op, bad).Status);
        using var source = new CancellationTokenSource();
        int steps = 0;
        IterativeResult<double> cancelled = ConjugateGradient.Solve(op, b, new() { Progress = new Systems.Recorder(_ => { if (++steps == 4) source.Cancel(); }) }, source.Token);
        Assert.Equal(Status.Cancelled, cancelled.Status);
        Assert.Equal(4, cancelled.Iterations);
    }

    [Fact]
    public void Wrong_use_throws_by_name()
    {
        var op = new DenseOperator<double>(Systems.WithSpectrum(Spectrum));
        Tensor<double> b = Systems.Random(7, 30);
        Assert.Equal("a", Assert.Throws<ArgumentNullException>(() => ConjugateGradient.Solve(null!, b)).ParamName);
        Assert.Equal("b", Assert.Throws<ArgumentNullException>(() => ConjugateGradient.Solve(op, null!)).ParamName);
        Assert.Equal("b", Assert.Throws<ShapeMismatchException>(() => ConjugateGradient.Solve(op, Systems.Random(1, 29))).ParamName);
        Assert.Equal("a", Assert.Throws<ShapeMismatchException>(() => ConjugateGradient.Solve(new DenseOperator<double>(Systems.Random(1, 30, 3)), b)).ParamName);
        Assert.Equal("options", Assert.Throws<ShapeMismatchException>(() => ConjugateGradient.Solve(op, b, new() { InitialGuess = Systems.Random(1, 3) })).ParamName);
        Assert.Equal("options", Assert.Throws<ShapeMismatchException>(() => ConjugateGradient.Solve(op, b, new() { Preconditioner = new IdentityOperator<double>([3]) })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => ConjugateGradient.Solve(op, b, new() { Damping = 1 })).ParamName);
        Assert.Equal("Tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => new IterativeOptions<double> { Tolerance = double.NaN }).ParamName);
        Assert.Equal("AbsoluteTolerance", Assert.Throws<ArgumentOutOfRangeException>(() => new IterativeOptions<double> { AbsoluteTolerance = -1 }).ParamName);
        Assert.Equal("Damping", Assert.Throws<ArgumentOutOfRangeException>(() => new IterativeOptions<float> { Damping = float.PositiveInfinity }).ParamName);
        Assert.Equal("MaxIterations", Assert.Throws<ArgumentOutOfRangeException>(() => new IterativeOptions<float> { MaxIterations = -1 }).ParamName);
    }
}
