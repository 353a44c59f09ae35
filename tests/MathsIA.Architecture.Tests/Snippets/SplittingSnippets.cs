using MathsIA.Operators;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code of docs/proximal-algorithms.md.</summary>
internal static class SplittingSnippets
{
    public static void Lasso()
    {
        Tensor<double> a = new Philox(1).Normal<double>(40, 100), y = new Philox(2).Normal<double>(40);
        #region lasso
        var loss = new LeastSquares<double>(a, y);
        var fista = new Fista { Restart = FistaRestart.Gradient };
        Solution<double> lasso = Minimize.Run(loss, new L1Norm<double>(5), fista, Tensor.Zeros<double>(100), new() { MaxIterations = 5000 });
        Console.WriteLine(lasso);                                                // status, objective, residual, gap
        #endregion
        Assert.Equal(Status.Converged, lasso.Status);
        Assert.InRange(lasso.Gap!.Value, 0, 1e-5);
    }

    public static void Denoising()
    {
        Tensor<double> noisy = new Philox(1).Normal<double>(16, 16);
        #region denoising
        var tv = new GroupNorm<double>(0.3, GroupLayout.Components(2)).Compose(new GradientOperator<double>(noisy.Shape));
        var data = new SquaredDistance<double>(noisy);
        Solution<double> primalDual = Minimize.Run(data, tv, new ChambollePock(), null, new() { GapTolerance = 1e-6, MaxIterations = 5000 });
        Solution<double> dual = Minimize.Run(data, tv, new DualForwardBackward(), null, new() { GapTolerance = 1e-6, MaxIterations = 5000 });
        #endregion
        Assert.Equal(Status.Converged, primalDual.Status);
        Assert.Equal(Status.Converged, dual.Status);
        Assert.Equal(primalDual.Objective, dual.Objective, 1e-5);
    }

    public static void BasisPursuit()
    {
        Tensor<double> a = new Philox(1).Normal<double>(30, 60), truth = Tensor.Zeros<double>(60);
        truth[7] = 1;
        truth[31] = -2;
        #region pursuit
        var exact = new AffineSet<double>(a, a.MatMul(truth));
        Solution<double> recovered = Minimize.Run(exact, new L1Norm<double>(), new DouglasRachford { StepSize = 0.1 }, Tensor.Zeros<double>(60));
        #endregion
        Assert.Equal(Status.Converged, recovered.Status);
        Assert.True(recovered.Value.AllClose(truth, absoluteTolerance: 1e-5));
    }

    public static void ThreeTerms()
    {
        Tensor<double> a = new Philox(1).Normal<double>(40, 30), y = new Philox(2).Normal<double>(40);
        #region three
        var loss = new LeastSquares<double>(a, y);
        var jumps = new L1Norm<double>(2).Compose(new GradientOperator<double>(new Shape(30)));
        Solution<double> steps = Minimize.Run(loss, new NonNegative<double>(), jumps, new CondatVu(), null, new() { MaxIterations = 20_000 });
        Solution<double> same = Minimize.Run(loss, [new NonNegative<double>(), new TotalVariation1D<double>(2)], new GeneralizedForwardBackward(), Tensor.Zeros<double>(30), new() { MaxIterations = 20_000 });
        #endregion
        Assert.Equal(steps.Objective, loss.Value(same.Value) + new TotalVariation1D<double>(2).Value(same.Value.AsSpan()), 1e-4);
    }

    public static void Programs()
    {
        #region programs
        var constraints = new ProgramConstraints
        {
            InequalityMatrix = Tensor.From(new double[,] { { 1, 2 }, { 3, 1 } }),
            InequalityVector = Tensor.From(new double[] { 4, 6 }),
            Lower = Tensor.Zeros<double>(2),
        };
        ProgramSolution best = new LinearProgram(Tensor.From(new double[] { -1, -1 }), constraints).Solve();
        Console.WriteLine($"{best.Objective:f4}, worth of the rows {best.InequalityMultipliers}");

        ProgramSolution none = new LinearProgram(Tensor.Ones<double>(2), constraints with { Upper = Tensor.From(new double[] { 1, -1 }) }).Solve();
        Console.WriteLine($"{none.Status}, since {none.Farkas}");
        #endregion
        Assert.Equal(-2.8, best.Objective, 1e-7);
        Assert.Equal(Status.Infeasible, none.Status);
    }
}
