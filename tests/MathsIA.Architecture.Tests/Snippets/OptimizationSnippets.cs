using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the guide to optimization shows. Each region is shown as it stands; all of it runs.</summary>
internal static class OptimizationSnippets
{
    public static void Run()
    {
        Tensor<double> features = new Philox(1).Normal<double>(300, 5);
        Tensor<double> labels = (features[.., 0] + 0.5 * new Philox(2).Normal<double>(300)).Sign();
        var loss = new LogisticLoss<double>(features, labels);
        var x0 = Tensor.Zeros<double>(5);
        #region optimization_run
        Solution<double> s = Minimize.Run(loss, new Lbfgs(), x0, new() { Tolerance = 1e-8 });
        Console.WriteLine(s);                                  // Converged after ... iterations: objective ..., residual ...
        #endregion
        Assert.Equal(Status.Converged, s.Status);
        #region optimization_pair
        var method = new LineSearchMethod(new LbfgsDirection(20), new HagerZhangStep());
        #endregion
        Assert.Equal(s.Objective, Minimize.Run(loss, method, x0, new() { Tolerance = 1e-8 }).Objective, 1e-12);
        #region optimization_terms
        var terms = new RidgeRegularized<double>(new LogisticLoss<double>(features, labels), 0.01);
        Solution<double> saga = Minimize.Run(terms, new Saga { Random = new Philox(1), BatchSize = 8 }, Tensor.Zeros<double>(5), new() { MaxIterations = 20_000 });
        #endregion
        Assert.Equal(Minimize.Run(terms, new Newton(), x0).Objective, saga.Objective, 1e-6);
    }

    public static void Own_functions()
    {
        #region optimization_own
        var rosenbrock = new SmoothFunction<double>((x, gradient) =>
        {
            double bend = x[1] - x[0] * x[0];
            gradient[0] = -400 * x[0] * bend - 2 * (1 - x[0]);
            gradient[1] = 200 * bend;
            return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
        });
        Tensor<double> start = Tensor.From([-1.2, 1.0]), along = Tensor.From([0.6, 0.8]);
        Console.WriteLine($"error of the gradient: {FiniteDifferences.GradientError(rosenbrock, start, along):g2}");

        Solution<double> valley = Minimize.Run(rosenbrock, new Lbfgs(), start);
        Solution<double> boxed = Minimize.Run(rosenbrock, Bounds.Between(start.Shape, -2.0, 0.8), new LbfgsB(), start);
        #endregion
        Assert.Equal(1, valley.Value[0], 1e-6);
        Assert.Equal(0.8, boxed.Value[0], 1e-12);
    }

    public static void Vector_functions()
    {
        #region optimization_vectors
        double[] times = [0, 1, 2, 3, 4], seen = [3.2, 1.6, 1.0, 0.8, 0.72];
        var residuals = new VectorFunction<double>(5, (x, r) =>
        {
            for (int i = 0; i < 5; i++)
                r[i] = x[0] * Math.Exp(-x[1] * times[i]) + x[2] - seen[i];
        });
        Solution<double> fit = Minimize.Run(residuals, new LevenbergMarquardt(), Tensor.From([1.0, 1.0, 0.0]));

        var circleAndLine = new VectorFunction<double>(2, (x, f) => (f[0], f[1]) = (x[0] * x[0] + x[1] * x[1] - 1, x[0] - x[1]));
        Solution<double> root = Solve.Root(circleAndLine, new NewtonRoot(), Tensor.From([1.0, 0.5]));

        var cosine = new VectorFunction<double>(1, (x, g) => g[0] = Math.Cos(x[0]));
        Solution<double> fixedPoint = Solve.FixedPoint(cosine, new AndersonAcceleration(), Tensor.From([1.0]));
        ScalarRoot bracketed = Solve.Bracketed(t => Math.Cos(t) - t, 0, 1);
        #endregion
        Assert.InRange(fit.Objective, 0, 1e-3);
        Assert.Equal(Math.Sqrt(0.5), root.Value[0], 1e-7);
        Assert.Equal(bracketed.Value, fixedPoint.Value[0], 1e-7);
    }
}
