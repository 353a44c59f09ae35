using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

public sealed class LanczosTests
{
    /// <summary>The tridiagonal Toeplitz matrix (-1, 2, -1): eigenvalues <c>2 - 2 cos(kπ/(n+1))</c>.</summary>
    private static ConvolutionOperator<double> Toeplitz(int n) => new([n], Tensor.From([-1.0, 2, -1]), ConvolutionMode.Same);

    private static double Eigenvalue(int n, int k) => 2 - 2 * Math.Cos(k * Math.PI / (n + 1));

    [Theory]
    [InlineData(SpectrumEnd.Largest)]
    [InlineData(SpectrumEnd.Smallest)]
    [InlineData(SpectrumEnd.LargestMagnitude)]
    [InlineData(SpectrumEnd.Both)]
    public void Finds_the_ends_of_a_Toeplitz_spectrum(SpectrumEnd end)
    {
        const int n = 120, count = 5;
        ConvolutionOperator<double> op = Toeplitz(n);
        LanczosResult<double> result = Lanczos.Eigenvalues(op, count, end, new() { MaxIterations = 5000 });
        Assert.Equal(Status.Converged, result.Status);
        double[] expected = end switch
        {
            SpectrumEnd.Smallest => [.. Enumerable.Range(1, count).Select(k => Eigenvalue(n, k))],
            SpectrumEnd.Both => [Eigenvalue(n, n), Eigenvalue(n, n - 1), Eigenvalue(n, n - 2), Eigenvalue(n, 2), Eigenvalue(n, 1)],
            _ => [.. Enumerable.Range(0, count).Select(k => Eigenvalue(n, n - k))],
        };
        for (int k = 0; k < count; k++)
        {
            Assert.Equal(expected[k], result.Values[k], 1e-12);
            Assert.True(Math.Abs(expected[k] - result.Values[k]) <= result.ErrorBounds[k] + 1e-14, $"off by {expected[k] - result.Values[k]}, bound {result.ErrorBounds[k]}");
            Tensor<double> v = result.Vectors[k, ..], av = op.Apply(v);
            double residual = 0;
            for (int i = 0; i < n; i++)
                residual += Math.Pow(av[i] - result.Values[k] * v[i], 2);
            Assert.True(Math.Sqrt(residual) <= result.ErrorBounds[k] + 1e-13, "the bound is the true residual");
        }

        AssertOrthonormal(result.Vectors);
    }

    [Fact]
    public void Gives_the_whole_spectrum_of_a_small_operator()
    {
        double[] spectrum = [-3, -1, -1, 0, 0.5, 2, 7];
        LanczosResult<double> result = Lanczos.Eigenvalues(new DenseOperator<double>(Systems.WithSpectrum(spectrum)), 7, SpectrumEnd.Smallest);
        Assert.Equal(Status.Converged, result.Status);
        Systems.AssertClose(spectrum, result.Values, 1e-13);
        AssertOrthonormal(result.Vectors);
    }

    [Fact]
    public void Meets_multiple_eigenvalues_one_after_another()
    {
        LanczosResult<double> result = Lanczos.Eigenvalues(new IdentityOperator<double>([4, 5]), 3);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal([1, 1, 1], result.Values.ToArray().Select(v => Math.Round(v, 12)));
        Assert.Equal(new Shape(3, 4, 5), result.Vectors.Shape);
        AssertOrthonormal(result.Vectors);
    }

    [Fact]
    public void Says_when_the_budget_was_too_small_and_bounds_the_error_still()
    {
        LanczosResult<double> result = Lanczos.Eigenvalues(Toeplitz(2000), 2, SpectrumEnd.Largest, new() { MaxIterations = 40 });
        Assert.Equal(Status.IterationLimit, result.Status);
        Assert.Equal(40, result.Iterations);
        double nearest = Enumerable.Range(1, 2000).Min(k => Math.Abs(Eigenvalue(2000, k) - result.Values[0]));
        Assert.True(result.ErrorBounds[0] > 1e-6 && nearest <= result.ErrorBounds[0]);
        Assert.Equal(Status.Cancelled, Lanczos.Eigenvalues(Toeplitz(50), 2, cancellationToken: new CancellationToken(canceled: true)).Status);
        Assert.Equal(Status.NonFinite, Lanczos.Eigenvalues(double.MaxValue * Toeplitz(50), 2).Status);
    }

    [Fact]
    public void The_norm_of_a_rectangular_operator_is_its_largest_singular_value()
    {
        // Singular values of diag(σ) between two orthogonal bases.
        double[] sigma = [9, 4, 1];
        var op = LinearOperator.Row<double>(new DenseOperator<double>(Systems.WithSpectrum(sigma)), new ZeroOperator<double>([2], [3]));
        foreach (SpectralEstimate<double> estimate in new[] { Lanczos.Norm(op), op.EstimateNorm(), PowerIteration.Norm(op) })
        {
            Assert.Equal(Status.Converged, estimate.Status);
            Assert.Equal(9, estimate.Value, 1e-12);
            Assert.True(Math.Abs(9 - estimate.Value) <= estimate.ErrorBound + 1e-13);
            Assert.Equal(1, Systems.Norm(estimate.Vector), 1e-13);
        }
    }

    [Fact]
    public void Power_iteration_finds_the_dominant_eigenvalue_with_its_sign()
    {
        var op = new DenseOperator<double>(Systems.WithSpectrum(-5, 3, 1, 0.5));
        SpectralEstimate<double> estimate = PowerIteration.DominantEigenvalue(op);
        Assert.Equal(Status.Converged, estimate.Status);
        Assert.Equal(-5, estimate.Value, 1e-12);
        // Two dominant eigenvalues of opposite sign: no convergence, and no pretence.
        var torn = new DenseOperator<double>(Systems.WithSpectrum(-5, 5, 1));
        Assert.Equal(Status.IterationLimit, PowerIteration.DominantEigenvalue(torn, new() { MaxIterations = 200 }).Status);
        Assert.Equal(Status.Cancelled, PowerIteration.DominantEigenvalue(torn, null, new CancellationToken(canceled: true)).Status);
    }

    [Fact]
    public void The_zero_operator_has_norm_zero()
    {
        var zero = new ZeroOperator<double>([4], [3]);
        Assert.Equal((0.0, Status.Converged), (PowerIteration.Norm(zero).Value, PowerIteration.Norm(zero).Status));
        Assert.Equal((0.0, Status.Converged), (Lanczos.Norm(zero).Value, Lanczos.Norm(zero).Status));
    }

    [Fact]
    public void Works_in_float()
    {
        LanczosResult<float> result = Lanczos.Eigenvalues(new ConvolutionOperator<float>([60], Tensor.From([-1f, 2, -1]), ConvolutionMode.Same), 3);
        Assert.Equal(Status.Converged, result.Status);
        for (int k = 0; k < 3; k++)
            Assert.Equal(Eigenvalue(60, 60 - k), result.Values[k], 1e-5);
    }

    [Fact]
    public void Wrong_use_throws_by_name()
    {
        ConvolutionOperator<double> op = Toeplitz(9);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos.Eigenvalues(op, 0)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos.Eigenvalues(op, 10)).ParamName);
        Assert.Equal("end", Assert.Throws<ArgumentOutOfRangeException>(() => Lanczos.Eigenvalues(op, 1, (SpectrumEnd)8)).ParamName);
        Assert.Equal("a", Assert.Throws<ShapeMismatchException>(() => Lanczos.Eigenvalues(new GradientOperator<double>([4]), 1)).ParamName);
        Assert.Equal("a", Assert.Throws<ShapeMismatchException>(() => PowerIteration.Norm(new IdentityOperator<double>([0]))).ParamName);
        Assert.Equal("options", Assert.Throws<ShapeMismatchException>(() => Lanczos.Norm(op, new() { Start = Systems.Random(1, 8) })).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentException>(() => Lanczos.Norm(op, new() { Start = Tensor.Zeros<double>(9) })).ParamName);
        Assert.Equal("MaxIterations", Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralOptions<double> { MaxIterations = 0 }).ParamName);
        Assert.Equal("BasisSize", Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralOptions<double> { BasisSize = 1 }).ParamName);
        Assert.Equal("Tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => new SpectralOptions<double> { Tolerance = -1 }).ParamName);
    }

    private static void AssertOrthonormal(Tensor<double> vectors)
    {
        Tensor<double> rows = vectors.Reshape(vectors.Shape[0], -1);
        for (int i = 0; i < rows.Shape[0]; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double dot = 0;
                for (int k = 0; k < rows.Shape[1]; k++)
                    dot += rows[i, k] * rows[j, k];
                Assert.Equal(i == j ? 1 : 0, dot, 1e-13);
            }
        }
    }
}
