using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Architecture.Tests.Snippets;

/// <summary>The examples of docs/compressed-sensing.md.</summary>
internal static class SensingSnippets
{
    public static void Compressed_sensing()
    {
        #region recovery
        var random = new Philox(1);
        Tensor<double> a = random.Normal<double>(100, 400) / 10, x = Tensor.Zeros<double>(400);
        (x[20], x[150], x[333]) = (1, -2, 0.5);
        Tensor<double> y = a.MatMul(x);

        SparseSolution<double> greedy = SparseRecovery.Run(a, y, new OrthogonalMatchingPursuit(sparsity: 3));
        Solution<double> convex = BasisPursuit.Solve(a, y);
        Console.WriteLine(string.Join(", ", greedy.Support));   // 20, 150, 333
        #endregion
        Assert.Equal([20, 150, 333], greedy.Support);
        Assert.InRange((convex.Value - x).Norm(), 0, 1e-6);

        #region criteria
        double coherence = RecoveryCriteria.Coherence(a);
        double fuchs = RecoveryCriteria.Fuchs(a, [20, 150, 333], [1, -1, 1]);        // below 1: these signs are recovered
        double erc = RecoveryCriteria.ExactRecovery(a, [20, 150, 333]);              // below 1: this support, any signs
        double limit = PhaseTransition.WeakThreshold(100 / 400.0) * 100;             // typical supports: up to this many non-zeros
        #endregion
        Assert.InRange(coherence, 0.2, 0.6);
        Assert.InRange(fuchs, 0, 1);
        Assert.InRange(erc, fuchs, 1.5);
        Assert.InRange(limit, 20, 30);

        #region images
        Tensor<double> noisy = random.Normal<double>(64, 64);
        Solution<double> clean = TotalVariation.Denoise(noisy, weight: 0.5, stopping: new() { GapTolerance = 0.5 });
        Console.WriteLine(clean.Status);   // Converged: the objective is within 0.5 of the smallest possible
        #endregion
        Assert.Equal(Status.Converged, clean.Status);
    }
}
