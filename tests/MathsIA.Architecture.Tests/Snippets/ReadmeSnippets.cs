using MathsIA.Data;
using MathsIA.LinearAlgebra;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The code that the README files show. Each region is shown as it stands; all of it runs.</summary>
internal static class ReadmeSnippets
{
    public static void Main_example()
    {
        #region readme
        var random = new Philox(seed: 42);
        Tensor<double> a = random.Normal<double>(200, 20);                       // 200 samples of 20 features
        Tensor<double> truth = Tensor.Arange<double>(20) / 20;
        Tensor<double> y = a.MatMul(truth) + 0.1 * random.Normal<double>(200);

        var loss = new LeastSquares<double>(a, y);
        Solution<double> fit = Minimize.Run(loss, new Nesterov(), Tensor.Zeros<double>(20), new() { MaxIterations = 2000, Tolerance = 1e-8 });
        Console.WriteLine($"{fit.Status} after {fit.Iterations} iterations, |gradient| {fit.Residual:g2}");

        Tensor<double> exact = Matrix.LeastSquares(a, y).Solution;                 // by QR
        Console.WriteLine($"largest difference from QR: {(fit.Value - exact).Abs().Max():g2}");

        var svd = Matrix.Svd(a);
        Console.WriteLine($"condition number {svd.Condition():f2}, rank {svd.Rank()}");
        #endregion
        Assert.Equal(Status.Converged, fit.Status);
        Assert.True(fit.Value.AllClose(exact, absoluteTolerance: 1e-7));
    }

    public static void Core_example()
    {
        #region core
        Tensor<float> x = Tensor.From(new float[] { 1, 2, 3, 4, 5, 6 }, 2, 3);   // shares the array
        Tensor<float> column = x[.., 1];                                         // a view: [2, 5]
        Tensor<float> p = x.Softmax(axis: -1);                                   // rows sum to one, whatever the magnitude
        Tensor<float> gram = x.MatMul(x.Transpose());                            // no copy of the transpose
        Tensor<float> same = Tensor.Einsum("ik,jk->ij", x, x);

        Matrix.Cholesky(gram).Solve(column);                                     // a factorization is an object
        Npy.Write(Path.Combine(Path.GetTempPath(), "p.npy"), p);                 // NumPy reads it
        Console.WriteLine(same);
        #endregion
        Assert.Equal(gram.ToArray(), same.ToArray());
        File.Delete(Path.Combine(Path.GetTempPath(), "p.npy"));
    }

    public static void Optimization_example()
    {
        Tensor<double> features = new Philox(1).Normal<double>(300, 5);
        Tensor<double> labels = features[.., 0].Sign();
        #region optimization
        var loss = new LogisticLoss<double>(features, labels);                   // labels -1 and 1
        var x0 = Tensor.Zeros<double>(5);

        Solution<double> batch = Minimize.Run(loss, new GradientDescent { Step = new ArmijoStep() }, x0, new() { MaxIterations = 100 });
        Solution<double> sag = Minimize.Run(loss, new Sag { Random = new Philox(1) }, x0, new() { MaxIterations = 100 * loss.Count });
        Console.WriteLine($"batch {batch.Objective:g4}, SAG {sag.Objective:g4}, both {batch.Status} and {sag.Status}");
        #endregion
        Assert.True(sag.Objective < Math.Log(2) && batch.Objective < Math.Log(2));
    }
}
