using System.Runtime.CompilerServices;

namespace MathsIA.Optimization.Tests;

/// <summary>Dual extrapolation works for every convex model of the engine, and not only for the Lasso.</summary>
public sealed unsafe class SparseExtrapolationTests
{
    private static readonly SparseProblem<double> Data = new(61, 60, 90);

    [Theory, InlineData(false), InlineData(true)]
    public void A_group_lasso_profits(bool sparse) =>
        Assert.True(Accepted(sparse, 1, Data.Targets.ToArray(), y => new SquaredDatafit<double>(y, null, 1, 60, Stride, 1), Groups(), limits => new GroupPenalty<double>(limits)) > 0);

    [Theory, InlineData(false), InlineData(true)]
    public void Several_tasks_profit(bool sparse) =>
        Assert.True(Accepted(sparse, 3, Outputs(), y => new SquaredDatafit<double>(y, null, 3, 60, Stride, 1), new FeatureBlocks(90, 3), limits => new GroupPenalty<double>(limits)) > 0);

    [Theory, InlineData(false), InlineData(true)]
    public void A_logistic_model_profits(bool sparse) =>
        Assert.True(Accepted(sparse, 1, Data.Labels.ToArray(), y => new LogisticDatafit<double>(y, y + (2 * Stride), y + Stride, 60, 1), new ColumnBlocks(90), _ => new L1Penalty<double>(1)) > 0);

    [Theory, InlineData(false), InlineData(true)]
    public void A_Poisson_model_profits(bool sparse) =>
        Assert.True(Accepted(sparse, 1, Data.Counts.ToArray(), y => new PoissonDatafit<double>(y, y + (2 * Stride), y + Stride, 60), new ColumnBlocks(90), _ => new L1Penalty<double>(2)) > 0);

    [Theory, InlineData(false), InlineData(true)]
    public void A_multinomial_model_profits(bool sparse)
    {
        int[] classes = GC.AllocateArray<int>(60, pinned: true);
        Data.Classes.ToArray().CopyTo(classes, 0);
        Assert.True(Accepted(sparse, 3, Outputs(), y => new MultinomialDatafit<double>((int*)Unsafe.AsPointer(ref classes[0]), y + (3 * Stride), 3, 60, Stride, 1), new FeatureBlocks(90, 3), limits => new GroupPenalty<double>(limits)) > 0);
    }

    private static int Stride => ColumnKernels.Padded<double>(60);

    private delegate TDatafit Loss<TDatafit>(double* targets);

    private delegate TPenalty Penalty<TPenalty>(double* limits);

    /// <summary>How often the extrapolated dual point was the better one on the way to a small gap.</summary>
    private static int Accepted<TDatafit, TBlocks, TPenalty>(bool sparse, int outputs, double[] targets, Loss<TDatafit> loss, TBlocks blocks, Penalty<TPenalty> penalty)
        where TDatafit : struct, IDatafit<double>
        where TBlocks : struct, IBlocks
        where TPenalty : struct, IBlockPenalty<double>
    {
        using var design = new PreparedDesign<double>(Data.As(sparse), null, center: true, scale: false, "Test", null);
        // The weights of the samples follow the targets, and zeros, for offsets, the weights.
        double[] memory = GC.AllocateArray<double>((outputs + 2) * Stride, pinned: true), limits = GC.AllocateArray<double>(blocks.Count, pinned: true);
        targets.CopyTo(memory, 0);
        memory.AsSpan(outputs * Stride, 60).Fill(1);
        limits.AsSpan().Fill(6);
        return sparse ? Run(design.Sparse) : Run(design.Dense);

        int Run<TColumns>(TColumns columns) where TColumns : struct, IColumns<double>
        {
            using var solver = new WorkingSetSolver<double, TColumns, TDatafit, TBlocks, TPenalty>(design, columns, loss((double*)Unsafe.AsPointer(ref memory[0])), blocks, !TDatafit.IsQuadratic, null);
            EngineResult<double> result = solver.Solve(penalty((double*)Unsafe.AsPointer(ref limits[0])), 1, EngineLimits.Of(new SparseOptions { Tolerance = 1e-10 }), default);
            Assert.Equal(Status.Converged, result.Status);
            Assert.InRange(result.Gap, 0, 1e-10 * solver.NullValue);
            return solver.AcceptedExtrapolations;
        }
    }

    private static GroupBlocks Groups()
    {
        int[] starts = [.. Enumerable.Range(0, 31).Select(g => 3 * g)], members = [.. Enumerable.Range(0, 90)];
        return new GroupBlocks(starts, members, 3);
    }

    private static double[] Outputs()
    {
        double[] padded = new double[3 * Stride];
        for (int i = 0; i < 60; i++)
        {
            for (int k = 0; k < 3; k++)
                padded[(k * Stride) + i] = Data.Outputs[i, k];
        }

        return padded;
    }
}
