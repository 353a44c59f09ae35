namespace MathsIA.Optimization.Tests;

/// <summary>The covariance of fitted parameters: closed forms, two routes, a simulation, and recorded values.</summary>
public sealed class CurveFitTests
{
    [Fact]
    public void A_mean_has_the_error_that_everyone_knows()
    {
        double[] data = Draw.Normal<double>(1, 25).ToArray();
        double mean = data.Average(), variance = data.Sum(value => (value - mean) * (value - mean)) / 24;
        var residuals = new VectorFunction<double>(25, (x, r) =>
        {
            for (int i = 0; i < 25; i++)
                r[i] = x[0] - data[i];
        }, (_, j) => j.Fill(1));
        FitCovariance<double> fit = CurveFit.Covariance(residuals, Tensor.From([mean]));
        Assert.Equal(24, fit.DegreesOfFreedom);
        Assert.Equal(variance, fit.Variance, 1e-14);
        Assert.Equal(Math.Sqrt(variance / 25), fit.StandardErrors[0], 1e-14);
        Assert.Equal(1.0 / 25, CurveFit.Covariance(residuals, Tensor.From([mean]), hasKnownErrors: true).Matrix[0, 0], 1e-16);
    }

    [Fact]
    public void Is_the_inverse_of_the_normal_matrix()
    {
        Tensor<double> a = Draw.Normal<double>(1, 30, 6), b = Draw.Normal<double>(2, 30), x = Draw.Normal<double>(3, 6);
        var residuals = new VectorFunction<double>(30, (z, r) => Vectors.Subtract(a.MatMul(z), b, r), (_, j) => a.CopyTo(j));
        FitCovariance<double> fit = CurveFit.Covariance(residuals, x);
        Tensor<double> identity = a.Transpose().MatMul(a).MatMul(fit.Matrix);
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
            {
                Assert.Equal(i == j ? fit.Variance : 0, identity[i, j], 1e-11 * fit.Variance);
                Assert.Equal(fit.Matrix[i, j], fit.Matrix[j, i]);
            }

            Assert.Equal(Math.Sqrt(fit.Matrix[i, i]), fit.StandardErrors[i]);
        }

        // Whatever is known of the Jacobian.
        foreach (IVectorFunction<double> other in (IVectorFunction<double>[])[new Products<double>(residuals), new VectorFunction<double>(30, residuals.Evaluate)])
        {
            Tensor<double> matrix = CurveFit.Covariance(other, x).Matrix;
            for (int i = 0; i < 36; i++)
                Assert.Equal(fit.Matrix[i / 6, i % 6], matrix[i / 6, i % 6], 1e-5 * fit.Variance);
        }
    }

    /// <summary>Many data sets from one law: their fits scatter as the covariance says.</summary>
    [Fact]
    public void Predicts_the_scatter_of_fits()
    {
        const int rounds = 400, m = 40;
        Tensor<double> noise = Draw.Normal<double>(1, rounds, m);
        var sum = new double[3];
        var squares = new double[3];
        var predicted = new double[3];
        for (int round = 0; round < rounds; round++)
        {
            var residuals = new VectorFunction<double>(m, (x, r) =>
            {
                for (int i = 0; i < m; i++)
                    r[i] = (x[0] * Math.Exp(-x[1] * i / 10.0)) + x[2] - (2.5 * Math.Exp(-0.13 * i)) - 0.7 - (0.02 * noise[round, i]);
            });
            Solution<double> s = Minimize.Run(residuals, new LevenbergMarquardt(), Tensor.From([2.5, 1.3, 0.7]), new() { Tolerance = 1e-6 });
            FitCovariance<double> fit = CurveFit.Covariance(residuals, s.Value);
            for (int j = 0; j < 3; j++)
            {
                sum[j] += s.Value[j] / rounds;
                squares[j] += s.Value[j] * s.Value[j] / rounds;
                predicted[j] += fit.Matrix[j, j] / rounds;
            }
        }

        // Four standard deviations of the variance of 400 draws.
        for (int j = 0; j < 3; j++)
            Assert.InRange((squares[j] - (sum[j] * sum[j])) / predicted[j], 0.72, 1.28);
    }

    [Fact]
    public void What_the_data_do_not_determine_is_infinite()
    {
        var same = new VectorFunction<double>(5, (x, r) => r.Fill(x[0] + x[1] - 1), (_, j) => j.Fill(1));
        FitCovariance<double> fit = CurveFit.Covariance(same, Tensor.From([0.5, 0.4]));
        Assert.All(fit.Matrix.ToArray(), value => Assert.Equal(double.PositiveInfinity, value));
        Assert.All(fit.StandardErrors.ToArray(), value => Assert.Equal(double.PositiveInfinity, value));
        var square = new VectorFunction<double>(2, (x, r) => x.CopyTo(r), (_, j) => Tensor.Eye<double>(2).CopyTo(j));
        Assert.Equal(double.PositiveInfinity, CurveFit.Covariance(square, Tensor.From([1.0, 2.0])).StandardErrors[0]);
        Assert.Equal(1, CurveFit.Covariance(square, Tensor.From([1.0, 2.0]), hasKnownErrors: true).StandardErrors[0]);
        var few = new VectorFunction<double>(1, (x, r) => r[0] = x[0] - x[1]);
        Assert.Equal(double.PositiveInfinity, CurveFit.Covariance(few, Tensor.From([1.0, 2.0]), hasKnownErrors: true).StandardErrors[0]);
        var undefined = new VectorFunction<double>(3, (_, r) => r.Fill(double.NaN));
        Assert.Equal(double.PositiveInfinity, CurveFit.Covariance(undefined, Tensor.From([1.0])).StandardErrors[0]);
        Assert.Throws<ArgumentNullException>("residuals", () => CurveFit.Covariance<double>(null!, Tensor.From([1.0])));
        Assert.Throws<ArgumentNullException>("x", () => CurveFit.Covariance(few, null!));
    }

    /// <summary>scipy 1.10.1, tests/fixtures/bounded_least_squares.py.</summary>
    [Fact]
    public void Agrees_with_recorded_values()
    {
        double[] expected = [0.00035843474851347747, -0.0002460786447948592, -0.000271216964259773, -0.0002460786447948592, 0.0006528786987213375, 0.0004565711591561624, -0.000271216964259773, 0.0004565711591561624, 0.0003779381025916058];
        Solution<double> s = Minimize.Run(Fit(false), new LevenbergMarquardt(), Tensor.From([1.0, 1.0, 0.0]), new() { Tolerance = 1e-12 });
        Assert.Equal([1.4942562516776299, 0.7078818569122187, 0.40749032340751495], s.Value.ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal(expected, CurveFit.Covariance(Fit(false), s.Value).Matrix.ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        s = Minimize.Run(Fit(true), new LevenbergMarquardt(), Tensor.From([1.0, 1.0, 0.0]), new() { Tolerance = 1e-10 });
        Assert.Equal([0.019287161688934604, 0.023314750200773213, 0.01938603906657602], CurveFit.Covariance(Fit(true), s.Value, hasKnownErrors: true).StandardErrors.ToArray(), (a, b) => Math.Abs(a - b) < 1e-7);

        static VectorFunction<double> Fit(bool isWeighted) => new(12, (x, r) =>
        {
            for (int i = 0; i < 12; i++)
            {
                double t = i / 3.0, y = (1.5 * Math.Exp(-0.7 * t)) + 0.4 + (0.02 * Math.Sin(3 * i));
                r[i] = ((x[0] * Math.Exp(-x[1] * t)) + x[2] - y) / (isWeighted ? 0.01 * (1 + (i % 3)) : 1);
            }
        }, (x, j) =>
        {
            for (int i = 0; i < 12; i++)
            {
                double t = i / 3.0, decay = Math.Exp(-x[1] * t), weight = isWeighted ? 1 / (0.01 * (1 + (i % 3))) : 1;
                (j[i, 0], j[i, 1], j[i, 2]) = (weight * decay, -weight * t * x[0] * decay, weight);
            }
        });
    }
}
