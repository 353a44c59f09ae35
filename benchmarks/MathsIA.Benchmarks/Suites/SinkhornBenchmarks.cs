using BenchmarkDotNet.Attributes;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Suites;

/// <summary>A hundred sweeps of Sinkhorn's iteration, in each form, and the whole way to 1e-9.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class SinkhornBenchmarks
{
    private DenseCost<double> _dense = null!;
    private PointCloudCost<double, SquaredEuclideanCost<double>> _cloud = null!;
    private Sinkhorn _solver = null!;

    /// <summary>Points on each side.</summary>
    [Params(100, 1000)]
    public int Size { get; set; }

    /// <summary>Draws two clouds.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Philox(3);
        _cloud = new(random.Uniform<double>(Size, 2), random.Uniform<double>(Size, 2));
        var costs = new double[Size * Size];
        for (int i = 0; i < Size; i++)
            _cloud.Row(i, 0, costs.AsSpan(i * Size, Size)).CopyTo(costs.AsSpan(i * Size, Size));
        _dense = new(Tensor.From(costs, Size, Size));
        _solver = new() { Epsilon = 0.01, Unit = CostUnit.Largest, Scaling = 1, Acceleration = Acceleration.None };
    }

    /// <summary>In the log domain, costs stored.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("hundred sweeps")]
    public double Logarithmic() => Sweeps(_dense, EntropicForm.Logarithmic);

    /// <summary>In the log domain, costs computed.</summary>
    [Benchmark, BenchmarkCategory("hundred sweeps")]
    public double Streaming() => Sweeps(_cloud, EntropicForm.Logarithmic);

    /// <summary>With the kernel stored.</summary>
    [Benchmark, BenchmarkCategory("hundred sweeps")]
    public double Kernel() => Sweeps(_dense, EntropicForm.Kernel);

    /// <summary>The plain iteration.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("to 1e-9")]
    public double Plain() => Converge(Acceleration.None);

    /// <summary>With over-relaxation.</summary>
    [Benchmark, BenchmarkCategory("to 1e-9")]
    public double OverRelaxed() => Converge(Acceleration.OverRelaxation);

    /// <summary>Finished by Newton's method.</summary>
    [Benchmark, BenchmarkCategory("to 1e-9")]
    public double Newton() => Converge(Acceleration.Newton);

    private double Sweeps(ICostGeometry<double> costs, EntropicForm form) =>
        (_solver with { Form = form, MaxIterations = 100, Tolerance = 1e-300 }).Solve(costs).LinearCost;

    private double Converge(Acceleration acceleration) =>
        (_solver with { Acceleration = acceleration, Tolerance = 1e-9, MaxIterations = 100_000 }).Solve(_dense).LinearCost;
}
