using BenchmarkDotNet.Attributes;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Exact transport of points in the plane: the simplex method beside the assignment method, and the line and its slices.</summary>
[Config(typeof(SuiteConfig))]
public class ExactTransportBenchmarks
{
    private Tensor<double> _x = null!, _y = null!;
    private PointCloudCost<double, SquaredEuclideanCost<double>> _costs = null!;

    /// <summary>The number of points on each side.</summary>
    [Params(100, 500)]
    public int N { get; set; }

    /// <summary>Draws the points.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Philox(1);
        (_x, _y) = (random.Normal<double>(N, 2), random.Normal<double>(N, 2));
        _costs = new(_x, _y);
    }

    /// <summary>The network simplex method.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("exact")]
    public TransportResult<double> Simplex() => new NetworkSimplex().Solve(_costs);

    /// <summary>The assignment method.</summary>
    [Benchmark, BenchmarkCategory("exact")]
    public AssignmentResult<double> Assignment() => new LinearAssignment().Solve(_costs);

    /// <summary>The line.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("line")]
    public double Line() => new LineTransport().Cost(_x.Reshape(2 * N), _y.Reshape(2 * N));

    /// <summary>The circle.</summary>
    [Benchmark, BenchmarkCategory("line")]
    public double Circle() => new CircleTransport().Cost(_x.Reshape(2 * N), _y.Reshape(2 * N));

    /// <summary>Fifty slices.</summary>
    [Benchmark, BenchmarkCategory("line")]
    public double Sliced() => new SlicedWasserstein().Distance(_x, _y);
}
