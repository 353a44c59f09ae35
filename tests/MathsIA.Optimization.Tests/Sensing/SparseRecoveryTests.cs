using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization.Tests;

public sealed class DoubleSparseRecoveryTests : SparseRecoveryTests<double>
{
    protected override double Accuracy => 1e-7;
}

public sealed class SingleSparseRecoveryTests : SparseRecoveryTests<float>
{
    protected override double Accuracy => 2e-3;
}

/// <summary>What every method of sparse recovery promises. A new one is one row of <see cref="All"/>.</summary>
public abstract class SparseRecoveryTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, Func<int, ISparseRecoveryMethod>> All = new(StringComparer.Ordinal)
    {
        ["OMP"] = k => new OrthogonalMatchingPursuit(k),
        ["OMP normalized"] = k => new OrthogonalMatchingPursuit(k) { NormalizeAtoms = true },
        ["CoSaMP"] = k => new CompressiveSamplingMatchingPursuit(k),
        ["subspace pursuit"] = k => new SubspacePursuit(k),
        ["IHT"] = k => new IterativeHardThresholding(k),
        ["IHT fixed"] = k => new IterativeHardThresholding(k) { StepSize = 0.65 },
        ["HTP"] = k => new HardThresholdingPursuit(k),
        ["HTP fixed"] = k => new HardThresholdingPursuit(k) { StepSize = 0.5 },
        ["AMP"] = _ => new ApproximateMessagePassing(),
    };

    public static TheoryData<string> Methods => [.. All.Keys];

    public static TheoryData<string> Sparse => [.. All.Keys.Where(name => name is not "AMP")];

    public static TheoryData<string> Iterative => [.. All.Keys.Where(name => !name.StartsWith("OMP", StringComparison.Ordinal))];

    protected abstract double Accuracy { get; }

    [Theory, MemberData(nameof(Methods))]
    public void Recovers_a_sparse_vector_exactly(string method)
    {
        // Plain hard thresholding has far lower limits than the others.
        int sparsity = method is "IHT fixed" ? 3 : 8;
        for (int seed = 0; seed < 5; seed++)
        {
            Planted<T> p = Planted<T>.Create(seed, 80, 200, sparsity);
            SparseSolution<T> s = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](sparsity));
            Assert.True(s.Status == Status.Converged, $"seed {seed}: {s}");
            Assert.InRange(p.Error(s.Value), 0, Accuracy);
            if (method is not "AMP")
                Assert.Equal(p.Support, s.Support);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_residual_is_that_of_the_value(string method)
    {
        Planted<T> p = Planted<T>.Create(3, 60, 150, 20, noise: 0.1);
        SparseSolution<T> s = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](12), new() { MaxIterations = 40 });
        T fresh = (p.Measurements - p.Sensing.MatMul(s.Value)).Norm();
        Assert.Equal(1, double.CreateChecked(fresh / s.ResidualNorm), 1e-4);
        Assert.Equal(double.CreateChecked(s.ResidualNorm / p.Measurements.Norm()), double.CreateChecked(s.RelativeResidual), 1e-6);
        Assert.Equal(s.Trace.Min(point => point.Residual), double.CreateChecked(s.RelativeResidual), 1e-6);
    }

    [Theory, MemberData(nameof(Sparse))]
    public void The_answer_is_as_sparse_as_asked_for_and_the_support_lists_it(string method)
    {
        Planted<T> p = Planted<T>.Create(4, 40, 100, 20, noise: 0.2);
        SparseSolution<T> s = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](9), new() { MaxIterations = 60 });
        Assert.InRange(s.Support.Count, 1, 9);
        Assert.Equal(Enumerable.Range(0, 100).Where(i => s.Value[i] != T.Zero), s.Support);
    }

    [Theory, MemberData(nameof(Methods))]
    public void An_operator_gives_what_its_matrix_gives(string method)
    {
        Planted<T> p = Planted<T>.Create(5, 50, 120, 6, noise: 0.01);
        var options = new MinimizeOptions { MaxIterations = 30 };
        SparseSolution<T> dense = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](6), options);
        SparseSolution<T> op = SparseRecovery.Run(new DenseOperator<T>(p.Sensing), p.Measurements, All[method](6), options);
        Assert.Equal(dense.Support, op.Support);
        Assert.InRange(double.CreateChecked((dense.Value - op.Value).Norm()), 0, Accuracy);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Transposed_and_strided_matrices_give_the_same(string method)
    {
        Planted<T> p = Planted<T>.Create(6, 50, 120, 6, noise: 0.01);
        var options = new MinimizeOptions { MaxIterations = 30 };
        SparseSolution<T> rows = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](6), options);
        Tensor<T> wide = Tensor.Zeros<T>(100, 240);
        p.Sensing.CopyTo(wide[AxisSlice.Step(.., 2), AxisSlice.Step(.., 2)]);
        foreach (Tensor<T> same in (Tensor<T>[])[p.Sensing.Transpose().Clone().Transpose(), wide[AxisSlice.Step(.., 2), AxisSlice.Step(.., 2)]])
        {
            SparseSolution<T> other = SparseRecovery.Run(same, p.Measurements, All[method](6), options);
            Assert.Equal(rows.Support, other.Support);
            Assert.InRange(double.CreateChecked((rows.Value - other.Value).Norm()), 0, Accuracy);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_batch_holds_the_single_answers_whatever_the_threads(string method)
    {
        Planted<T> p = Planted<T>.Create(7, 40, 90, 5);
        Tensor<T> many = Draw.Normal<T>(8, 6, 40);
        var options = new MinimizeOptions { MaxIterations = 15 };
        IReadOnlyList<SparseSolution<T>> one = SparseRecovery.RunBatch(p.Sensing, many, All[method](5), options, ComputeContext.SingleThread);
        IReadOnlyList<SparseSolution<T>> four = SparseRecovery.RunBatch(p.Sensing, many, All[method](5), options, new() { DegreeOfParallelism = 4 });
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(one[i].Value.ToArray(), four[i].Value.ToArray());
            SparseSolution<T> single = SparseRecovery.Run(p.Sensing, many[i, ..].Contiguous(), All[method](5), options);
            Assert.Equal(single.Value.ToArray(), one[i].Value.ToArray());
            Assert.Equal(single.Status, one[i].Status);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Zero_measurements_have_the_answer_zero(string method)
    {
        SparseSolution<T> s = SparseRecovery.Run(Draw.Normal<T>(1, 10, 20), Tensor.Zeros<T>(10), All[method](3));
        Assert.Equal((Status.Converged, 0), (s.Status, s.Iterations));
        Assert.Empty(s.Support);
        Assert.Equal(T.Zero, s.RelativeResidual);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Cancelling_and_budgets_return_the_best_point(string method)
    {
        Planted<T> p = Planted<T>.Create(9, 40, 100, 15, noise: 0.1);
        Assert.Equal(Status.Cancelled, SparseRecovery.Run(p.Sensing, p.Measurements, All[method](10), cancellationToken: new CancellationToken(true)).Status);
        SparseSolution<T> limited = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](10), new() { MaxIterations = 1 });
        Assert.Equal((Status.IterationLimit, 1), (limited.Status, limited.Iterations));
        SparseSolution<T> late = SparseRecovery.Run(p.Sensing, p.Measurements, All[method](10), new() { TimeLimit = TimeSpan.FromSeconds(3), Clock = new TickingClock() });
        Assert.True(late.Status is Status.TimeLimit or Status.Converged, late.ToString());
        Assert.All(limited.Value.ToArray(), value => Assert.True(T.IsFinite(value)));
    }

    [Theory, MemberData(nameof(Iterative))]
    public void Allocates_nothing_in_a_steady_iteration(string method)
    {
        Planted<T> p = Planted<T>.Create(10, 60, 150, 12, noise: 0.1);
        IIteration<T> iteration = All[method](12).Start(new MatrixAtoms<T>(p.Sensing, ComputeContext.SingleThread), p.Measurements);
        AssertSteady(iteration, 3, 10);
    }

    [Fact]
    public void Matching_pursuit_allocates_nothing_in_a_steady_iteration()
    {
        Planted<T> p = Planted<T>.Create(10, 60, 150, 12, noise: 0.1);
        AssertSteady(new OrthogonalMatchingPursuit(40).Start(new MatrixAtoms<T>(p.Sensing, ComputeContext.SingleThread), p.Measurements), 3, 30);
        AssertSteady(new OrthogonalMatchingPursuit(40).Start(new DenseOperator<T>(p.Sensing), p.Measurements), 3, 30);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Data_that_overflow_end_in_a_status(string method)
    {
        Tensor<T> huge = Draw.Normal<T>(11, 10, 20) * Large;
        SparseSolution<T> s = SparseRecovery.Run(huge, Draw.Normal<T>(12, 10) * T.Sqrt(Large), All[method](3), new() { MaxIterations = 20 });
        Assert.All(s.Value.ToArray(), value => Assert.True(T.IsFinite(value)));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Arguments_are_checked(string method)
    {
        Tensor<T> a = Draw.Normal<T>(1, 10, 20), y = Draw.Normal<T>(2, 10);
        ISparseRecoveryMethod m = All[method](3);
        Assert.Throws<ArgumentNullException>("sensing", () => SparseRecovery.Run((Tensor<T>)null!, y, m));
        Assert.Throws<ArgumentNullException>("sensing", () => SparseRecovery.Run((ILinearOperator<T>)null!, y, m));
        Assert.Throws<ArgumentNullException>("measurements", () => SparseRecovery.Run(a, null!, m));
        Assert.Throws<ArgumentNullException>(nameof(method), () => SparseRecovery.Run(a, y, null!));
        Assert.Throws<ShapeMismatchException>("sensing", () => SparseRecovery.Run(y, y, m));
        Assert.Throws<ShapeMismatchException>("sensing", () => SparseRecovery.Run(Tensor.Zeros<T>(10, 0), y, m));
        Assert.Throws<ShapeMismatchException>("measurements", () => SparseRecovery.Run(a, Tensor.Zeros<T>(9), m));
        Assert.Throws<ShapeMismatchException>("measurements", () => SparseRecovery.RunBatch(a, Tensor.Zeros<T>(3, 9), m));
        Assert.Throws<ArgumentOutOfRangeException>("measurements", () => SparseRecovery.Run(a, Tensor.Full([10], T.NaN), m));
        Assert.Throws<ArgumentOutOfRangeException>("measurements", () => SparseRecovery.RunBatch(a, Tensor.Full([2, 10], T.NaN), m));
        Assert.Throws<ArgumentOutOfRangeException>("sensing", () => SparseRecovery.Run(Tensor.Full([10, 20], T.PositiveInfinity), y, m));
        if (method is not "AMP")
        {
            Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => All[method](0));
            Assert.Throws<ArgumentOutOfRangeException>("sparsity", () => SparseRecovery.Run(a, y, All[method](11)));
        }
    }

    [Fact]
    public void Settings_are_checked()
    {
        foreach (double wrong in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>("value", () => new IterativeHardThresholding(3) { StepSize = wrong });
            Assert.Throws<ArgumentOutOfRangeException>("value", () => new HardThresholdingPursuit(3) { StepSize = wrong });
            Assert.Throws<ArgumentOutOfRangeException>("value", () => new ApproximateMessagePassing { ThresholdFactor = wrong });
        }
    }

    /// <summary>A tenth of the largest finite number.</summary>
    private static T Large => T.CreateChecked(typeof(T) == typeof(float) ? float.MaxValue / 10 : double.MaxValue / 10);

    private static void AssertSteady(IIteration<T> iteration, int warm, int steady)
    {
        for (int i = 0; i < warm; i++)
        {
            iteration.Step();
            iteration.Measure();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < steady; i++)
        {
            iteration.Step();
            iteration.Measure();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
