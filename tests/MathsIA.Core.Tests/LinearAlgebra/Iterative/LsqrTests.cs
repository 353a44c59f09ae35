using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.Tests.LinearAlgebra.Iterative;

public sealed class LsqrTests
{
    [Theory]
    [InlineData(20, 20)]
    [InlineData(40, 15)]
    public void Agrees_with_the_normal_equations(int m, int n)
    {
        Tensor<double> a = Systems.Random(1, m, n), b = Systems.Random(2, m);
        IterativeResult<double> result = Lsqr.Solve(new DenseOperator<double>(a), b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.Equal(m == n, result.IsConsistent);
        Systems.AssertClose(NormalEquations(a, b, 0), result.Solution, 1e-7);
        Assert.True(Systems.Norm(Gradient(a, b, result.Solution, 0)) <= 1e-8);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(3.0)]
    public void Damping_is_ridge_regression_from_any_start(double damping)
    {
        Tensor<double> a = Systems.Random(1, 30, 12), b = Systems.Random(2, 30);
        double[] expected = NormalEquations(a, b, damping);
        foreach (Tensor<double>? start in new[] { null, Systems.Random(3, 12) })
        {
            IterativeResult<double> result = Lsqr.Solve(new DenseOperator<double>(a), b, new() { Damping = damping, InitialGuess = start });
            Assert.Equal(Status.Converged, result.Status);
            Systems.AssertClose(expected, result.Solution, 1e-9);
            Assert.True(Systems.Norm(Gradient(a, b, result.Solution, damping)) <= 1e-8);
        }
    }

    [Fact]
    public void An_underdetermined_system_gets_the_solution_nearest_the_start()
    {
        Tensor<double> a = Systems.Random(1, 8, 20), b = Systems.Random(2, 8), start = Systems.Random(3, 20);
        IterativeResult<double> result = Lsqr.Solve(new DenseOperator<double>(a), b, new() { InitialGuess = start });
        Assert.Equal(Status.Converged, result.Status);
        Assert.True(result.IsConsistent);
        // x - x0 = Aᵀ (AAᵀ)⁻¹ (b - A x0).
        Tensor<double> gram = Tensor.Zeros<double>(8, 8), right = Systems.Product(a, start);
        for (int i = 0; i < 8; i++)
        {
            right[i] = b[i] - right[i];
            for (int j = 0; j < 8; j++)
            {
                for (int k = 0; k < 20; k++)
                    gram[i, j] += a[i, k] * a[j, k];
            }
        }

        Tensor<double> step = Systems.Product(a.Transpose(), Tensor.From(Systems.Solve(gram, right)));
        for (int k = 0; k < 20; k++)
            Assert.Equal(start[k] + step[k], result.Solution[k], 1e-8);
    }

    [Fact]
    public void A_rank_deficient_problem_meets_its_optimality_condition()
    {
        Tensor<double> a = Systems.Random(1, 30, 10), b = Systems.Random(2, 30);
        for (int i = 0; i < 30; i++)
            a[i, 9] = a[i, 0] + 2 * a[i, 1];
        IterativeResult<double> result = Lsqr.Solve(new DenseOperator<double>(a), b);
        Assert.Equal(Status.Converged, result.Status);
        Assert.False(result.IsConsistent);
        Assert.True(Systems.Norm(Gradient(a, b, result.Solution, 0)) <= 1e-8);
        Assert.Equal(result.GradientNorm!.Value, Systems.Norm(Gradient(a, b, result.Solution, 0)), 1e-12);
    }

    [Fact]
    public void A_preconditioner_of_column_scales_helps_and_changes_nothing()
    {
        Tensor<double> a = Systems.Random(1, 40, 12), b = Systems.Random(2, 40), scales = Tensor.Zeros<double>(12);
        for (int j = 0; j < 12; j++)
        {
            scales[j] = Math.Pow(10, -j / 3.0);
            for (int i = 0; i < 40; i++)
                a[i, j] /= scales[j];
        }

        var op = new DenseOperator<double>(a);
        IterativeResult<double> plain = Lsqr.Solve(op, b, new() { MaxIterations = 1000 }), helped = Lsqr.Solve(op, b, new() { Preconditioner = new DiagonalOperator<double>(scales) });
        Assert.Equal(Status.Converged, helped.Status);
        Assert.True(helped.Iterations < plain.Iterations, $"{helped.Iterations} against {plain.Iterations}");
        Systems.AssertClose(NormalEquations(a, b, 0), helped.Solution, 1e-7);
        IterativeResult<double> damped = Lsqr.Solve(op, b, new() { Damping = 0.5, Preconditioner = new DiagonalOperator<double>(scales) });
        Systems.AssertClose(NormalEquations(a, b, 0.5), damped.Solution, 1e-7);
    }

    [Fact]
    public void Edges_have_a_status()
    {
        Tensor<double> a = Systems.Random(1, 30, 10), b = Systems.Random(2, 30);
        var op = new DenseOperator<double>(a);
        IterativeResult<double> nothing = Lsqr.Solve(op, Tensor.Zeros<double>(30));
        Assert.Equal((Status.Converged, 0), (nothing.Status, nothing.Iterations));
        IterativeResult<double> zero = Lsqr.Solve(new ZeroOperator<double>([10], [30]), b);
        Assert.Equal((Status.Converged, false), (zero.Status, zero.IsConsistent));
        Assert.Equal(Status.IterationLimit, Lsqr.Solve(op, b, new() { MaxIterations = 2 }).Status);
        Assert.Equal(Status.Cancelled, Lsqr.Solve(op, b, null, new CancellationToken(canceled: true)).Status);
        Tensor<double> bad = b.Clone();
        bad[0] = double.NaN;
        Assert.Equal(Status.NonFinite, Lsqr.Solve(op, bad).Status);
        Assert.Equal("b", Assert.Throws<ShapeMismatchException>(() => Lsqr.Solve(op, Systems.Random(1, 10))).ParamName);
    }

    [Fact]
    public void Works_in_float_on_images()
    {
        var blur = new ConvolutionOperator<float>([16, 16], Tensor.From(new float[,] { { 0, 0.1f, 0 }, { 0.1f, 0.6f, 0.1f }, { 0, 0.1f, 0 } }));
        Tensor<float> image = Systems.Single(Systems.Random(5, 16, 16));
        IterativeResult<float> result = Lsqr.Solve(blur, blur.Apply(image));
        Assert.Equal(Status.Converged, result.Status);
        for (int i = 0; i < image.Length; i++)
            Assert.Equal(image.AsSpan()[i], result.Solution.AsSpan()[i], 1e-3f);
    }

    private static Tensor<double> Gradient(Tensor<double> a, Tensor<double> b, Tensor<double> x, double damping)
    {
        Tensor<double> residual = Systems.Product(a, x);
        for (int i = 0; i < b.Length; i++)
            residual[i] = b[i] - residual[i];
        Tensor<double> gradient = Systems.Product(a.Transpose(), residual);
        for (int j = 0; j < x.Length; j++)
            gradient[j] -= damping * damping * x[j];
        return gradient;
    }

    private static double[] NormalEquations(Tensor<double> a, Tensor<double> b, double damping)
    {
        int n = a.Shape[1];
        Tensor<double> gram = Tensor.Zeros<double>(n, n);
        for (int i = 0; i < n; i++)
        {
            gram[i, i] = damping * damping;
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < a.Shape[0]; k++)
                    gram[i, j] += a[k, i] * a[k, j];
            }
        }

        return Systems.Solve(gram, Systems.Product(a.Transpose(), b));
    }
}
