using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the page for users of scipy.optimize shows.</summary>
internal static class ScipySnippets
{
    public static void Run()
    {
        #region scipy_optimize
        Tensor<double> a = new Philox(1).Normal<double>(30, 4), b = new Philox(2).Normal<double>(30);
        Solution<double> positive = LinearLeastSquares.NonNegative(a, b);                                               // nnls
        Solution<double> boxed = LinearLeastSquares.Bounded(a, b, Bounds.Between(new Shape(4), -0.1, 0.2));             // lsq_linear
        Console.WriteLine($"no point of the box is better by more than {boxed.Gap:g2}");

        double[] times = [0, 1, 2, 3, 4, 5], seen = [3.2, 1.6, 1.0, 9.0, 0.72, 0.68];
        var residuals = new VectorFunction<double>(6, (x, r) =>
        {
            for (int i = 0; i < 6; i++)
                r[i] = x[0] * Math.Exp(-x[1] * times[i]) + x[2] - seen[i];
        });
        IVectorFunction<double> robust = RobustResiduals.Create(residuals, RobustLoss.Cauchy, scale: 0.05);             // loss="cauchy", f_scale=0.05
        Solution<double> fit = Minimize.Run(robust, new LevenbergMarquardt(), Tensor.From([2.0, 1.0, 0.5]), new() { Tolerance = 1e-6 });
        FitCovariance<double> sure = CurveFit.Covariance(robust, fit.Value);                                            // standard errors, as pcov of curve_fit

        var objective = new NonlinearLeastSquares<double>(residuals, fit.Value);                                        // bounds of least_squares
        Solution<double> inside = Minimize.Run(objective, Bounds.NonNegative<double>(new Shape(3)), new LbfgsB(), fit.Value, new() { Tolerance = 1e-5 });

        ScalarMinimum lowest = Minimize.Bracketed(x => (x - 1) * (x - 1) * (1 + x * x), -2, 3);                         // minimize_scalar
        ScalarRoot root = Solve.Bracketed(t => Math.Cos(t) - t, 0, 1);                                                  // brentq
        #endregion
        Assert.InRange(positive.Value.ToArray().Min(), 0, 1);
        Assert.InRange(boxed.Gap!.Value, 0, 1e-12);
        Assert.Equal(Status.Converged, fit.Status);
        Assert.InRange(fit.Value[2], 0.5, 0.8);
        Assert.InRange(sure.StandardErrors[0], 0, 1);
        Assert.True(inside.Objective < 1e3);
        Assert.Equal(1, lowest.Value, 1e-7);
        Assert.Equal(0.7390851332151607, root.Value, 1e-12);
    }
}
