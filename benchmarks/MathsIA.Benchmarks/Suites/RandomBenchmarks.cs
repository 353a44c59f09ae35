using BenchmarkDotNet.Attributes;
using MathNet.Numerics.Distributions;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Normal and uniform numbers, a million at a time.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class RandomBenchmarks
{
    private readonly double[] _numbers = new double[1 << 20];
    private readonly Philox _philox = new(1);
    private readonly Random _system = new(1);

    /// <summary>Normal numbers by Math.NET.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("normal")]
    public void NormalMathNet() => Normal.Samples(_system, _numbers, 0, 1);

    /// <summary>Normal numbers by us.</summary>
    [Benchmark, BenchmarkCategory("normal")]
    public void NormalPhilox() => _philox.FillNormal<double>(_numbers);

    /// <summary>Uniform numbers by System.Random.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("uniform")]
    public void UniformSystem()
    {
        for (int i = 0; i < _numbers.Length; i++)
            _numbers[i] = _system.NextDouble();
    }

    /// <summary>Uniform numbers by us.</summary>
    [Benchmark, BenchmarkCategory("uniform")]
    public void UniformPhilox() => _philox.FillUniform<double>(_numbers);
}
