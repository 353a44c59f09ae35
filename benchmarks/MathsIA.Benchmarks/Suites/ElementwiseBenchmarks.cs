using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MathsIA.Benchmarks.Compare;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Elementwise functions and sums against TensorPrimitives, from the cost of a call to the speed of memory.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class ElementwiseBenchmarks
{
    private float[] _x = null!, _y = null!;
    private Tensor<float> _a = null!, _b = null!;

    /// <summary>The number of elements.</summary>
    [Params(100, 4096, 4 << 20)]
    public int Length { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = TestData.Uniform<float>(Length, 1);
        _y = TestData.Pinned<float>(Length);
        (_a, _b) = (Tensor.From(_x), Tensor.Zeros<float>(Length));
    }

    /// <summary>exp by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("exp")]
    public void ExpPrimitives() => TensorPrimitives.Exp(_x, _y);

    /// <summary>exp by us.</summary>
    [Benchmark, BenchmarkCategory("exp")]
    public void Exp() => _a.Exp(_b);

    /// <summary>tanh by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("tanh")]
    public void TanhPrimitives() => TensorPrimitives.Tanh(_x, _y);

    /// <summary>tanh by us.</summary>
    [Benchmark, BenchmarkCategory("tanh")]
    public void Tanh() => _a.Tanh(_b);

    /// <summary>Sum by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("sum")]
    public float SumPrimitives() => TensorPrimitives.Sum<float>(_x);

    /// <summary>Sum by us: accurate to 1e-6 for any length, same bits at any width.</summary>
    [Benchmark, BenchmarkCategory("sum")]
    public float Sum() => _a.Sum();

    /// <summary>Addition by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("add")]
    public void AddPrimitives() => TensorPrimitives.Add(_x, _x, _y);

    /// <summary>Addition by us.</summary>
    [Benchmark, BenchmarkCategory("add")]
    public void Add() => _a.Add(_a, _b);

    /// <summary>Softmax by TensorPrimitives, which is not guarded against overflow.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("softmax")]
    public void SoftmaxPrimitives() => TensorPrimitives.SoftMax(_x, _y);

    /// <summary>Softmax by us.</summary>
    [Benchmark, BenchmarkCategory("softmax")]
    public Tensor<float> Softmax() => _a.Softmax(-1, _b);
}
