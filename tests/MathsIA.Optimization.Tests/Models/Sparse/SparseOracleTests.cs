namespace MathsIA.Optimization.Tests;

/// <summary>The answers of scikit-learn and glmnet on data made of sines: tests/fixtures/sparse_models.py prints them.</summary>
public sealed class SparseOracleTests
{
    private const int N = 30;
    private const int P = 6;

    private static readonly SparseOptions Exact = new() { Tolerance = 1e-16 };

    private static Tensor<double> X
    {
        get
        {
            Tensor<double> x = Tensor.Zeros<double>(N, P);
            for (int i = 0; i < N; i++)
            {
                for (int j = 0; j < P; j++)
                    x[i, j] = Math.Sin(1 + (1.3 * i) + (0.7 * j * j) + (0.11 * i * j)) + (0.2 * j);
            }

            return x;
        }
    }

    private static double[] Y
    {
        get
        {
            Tensor<double> x = X;
            return [.. Enumerable.Range(0, N).Select(i => (1.5 * x[i, 0]) - (2 * x[i, 3]) + Math.Cos(2.1 * i))];
        }
    }

    [Fact]
    public void Squares_agree_with_scikit_learn()
    {
        Tensor<double> y = Tensor.From(Y);
        Check([-0.0983476197365287, 1.26563929873134, 0, 0, -1.67653799088646, -0.115932911223002, 0], Lasso.Fit(X, y, 0.1, Exact), 1e-8);
        Check([-0.170260486719785, 1.05867836069137, 0, 0, -1.30220758423727, -0.308075356000012, 0], ElasticNet.Fit(X, y, 0.2, 0.4, Exact), 1e-8);
        Check([-1.22193930766746, 1.39444420516107, 0, 0, 0, 0, 0], Lasso.Fit(X, y, 0.05, Exact with { Positive = true }), 1e-8);
    }

    [Fact]
    public void Tasks_agree_with_scikit_learn()
    {
        double[] y = Y;
        Tensor<double> x = X, outputs = Tensor.Zeros<double>(N, 2);
        for (int i = 0; i < N; i++)
            (outputs[i, 0], outputs[i, 1]) = (y[i], x[i, 1] - y[i]);
        SparseMultiModel<double> model = MultiTaskLasso.Fit(x, outputs, 0.3, Exact);
        double[] expected = [1.05929087377821, -1.22612882609164, -0.0513942362905748, 0.469828600794979, 0, 0, -1.51631862873483, 1.5439253598014, -0.0179067425044723, 0.0216850350571059, 0, 0];
        Close(expected, model.Coefficients.ToArray(), 1e-7);
        Close([-0.258336520045678, 0.355996556499921], model.Intercepts.ToArray(), 1e-7);
    }

    [Fact]
    public void Knots_agree_with_scikit_learn() =>
        Close([0.998542432716506, 0.751590034240976, 0.186722335225587, 0.0473736010861567, 0.0329825504736239, 0.0207447959944476], [.. Lars.Path(X, Tensor.From(Y)).Knots.Take(6)], 1e-12);

    [Fact]
    public void A_precision_agrees_with_scikit_learn()
    {
        Tensor<double> x = X, away = x - x.Mean(0), s = away.Transpose().MatMul(away) / N;
        GraphicalLassoModel<double> model = GraphicalLasso.Fit((s + s.Transpose()) * 0.5, 0.05, new() { Tolerance = 1e-12 });
        Close([2.17208757643458, 0.699083796654079, 0.180373144911215, 0, 0, -0.0109352123914757], model.Precision[0, ..].Clone().ToArray(), 1e-5);
    }

    [Fact]
    public void Likelihoods_agree_with_glmnet()
    {
        Tensor<double> labels = Tensor.From(Array.ConvertAll(Y, y => y > 0 ? 1.0 : -1.0)), counts = Tensor.From(Array.ConvertAll(Y, y => Math.Floor(Math.Exp(y / 2))));
        Check([-0.420498766557713, 0.996587037346194, 0, 0, -1.84530638617531, -0.182066724253054, 0.193203743658265], SparseLogistic.Fit(X, labels, 0.05, options: Exact), 1e-6);
        Check([-0.685808236576347, 0.716938232247596, 0, 0, -1.4631969583353, 0, 0], SparsePoisson.Fit(X, counts, 0.1, options: Exact with { Standardize = true }), 1e-6);
    }

    [Fact]
    public void Classes_agree_with_glmnet()
    {
        Tensor<int> classes = Tensor.From(Array.ConvertAll(Y, y => y < -1 ? 0 : y < 1 ? 1 : 2));
        double[] entries =
        [
            -1.68133452569188, 0, 0, 1.81351591635202, 0.321420205033885, 0, 0, 0.689029976713196, 0.196562260842515, 0, 0, 0, 0.720835182949235, 0, -0.149670611186789, -1.19122388107798, -0.692680448585771, 0,
        ];
        double[] rows =
        [
            -1.76334260367123, -0.183037977066923, 0.0172969646028144, 1.98724179387947, 0.662041420735503, 0.0987810606104359, 0.367337556088626, 0.660735695520951, 0.372114173351581, -0.234245900431365, 0.0865830220630193, -0.0651618192434718,
            1.3960050475826, -0.477697718454029, -0.38941113795439, -1.75299589344808, -0.748624442798521, -0.0336192413669628,
        ];
        SparseOptions options = Exact with { MaxIterations = 3000 };
        SparseMultiModel<double> separate = SparseMultinomial.Fit<double>(X, classes, 3, 0.03, options: options), grouped = SparseMultinomial.Fit<double>(X, classes, 3, 0.03, grouped: true, options);
        Assert.Equal(0.716961358579063, separate.Objective, 1e-11);
        Assert.Equal(0.643460164196986, grouped.Objective, 1e-11);
        Close(entries, separate.Coefficients.Transpose().ToArray(), 1e-6);
        Close(rows, grouped.Coefficients.Transpose().ToArray(), 1e-6);
    }

    private static void Check(double[] expected, SparseLinearModel<double> model, double tolerance) => Close(expected, [model.Intercept, .. model.Coefficients.ToArray()], tolerance);

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(Math.Abs(expected[i] - actual[i]), 0, tolerance);
    }
}
