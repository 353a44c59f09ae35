using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Elementwise functions and sums against TensorPrimitives and libtorch, from the cost of a call to the speed of memory.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class ElementwiseBenchmarks : IDisposable
{
    private float[] _x = null!, _y = null!;
    private Tensor<float> _a = null!, _b = null!;
    private torch.Tensor? _t;

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
        if (TorchPeer.IsAvailable(Environment.ProcessorCount))
            _t = TorchPeer.From(_x, Length);
    }

    /// <summary>Gives the tensor of libtorch back, which lives outside the garbage collector.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _t?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>exp by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("exp")]
    public void ExpPrimitives() => TensorPrimitives.Exp(_x, _y);

    /// <summary>exp by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("exp")]
    public void ExpLibtorch() => _t!.exp().Dispose();

    /// <summary>exp by us.</summary>
    [Benchmark, BenchmarkCategory("exp")]
    public void Exp() => _a.Exp(_b);

    /// <summary>tanh by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("tanh")]
    public void TanhPrimitives() => TensorPrimitives.Tanh(_x, _y);

    /// <summary>tanh by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("tanh")]
    public void TanhLibtorch() => _t!.tanh().Dispose();

    /// <summary>tanh by us.</summary>
    [Benchmark, BenchmarkCategory("tanh")]
    public void Tanh() => _a.Tanh(_b);

    /// <summary>Sum by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("sum")]
    public float SumPrimitives() => TensorPrimitives.Sum<float>(_x);

    /// <summary>Sum by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("sum")]
    public void SumLibtorch() => _t!.sum().Dispose();

    /// <summary>Sum by us: accurate to 1e-6 for any length, same bits at any width.</summary>
    [Benchmark, BenchmarkCategory("sum")]
    public float Sum() => _a.Sum();

    /// <summary>Addition by TensorPrimitives.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("add")]
    public void AddPrimitives() => TensorPrimitives.Add(_x, _x, _y);

    /// <summary>Addition by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("add")]
    public void AddLibtorch() => _t!.add(_t).Dispose();

    /// <summary>Addition by us.</summary>
    [Benchmark, BenchmarkCategory("add")]
    public void Add() => _a.Add(_a, _b);

    /// <summary>Softmax by TensorPrimitives, which is not guarded against overflow.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("softmax")]
    public void SoftmaxPrimitives() => TensorPrimitives.SoftMax(_x, _y);

    /// <summary>Softmax by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("softmax")]
    public void SoftmaxLibtorch() => torch.nn.functional.softmax(_t!, -1).Dispose();

    /// <summary>Softmax by us.</summary>
    [Benchmark, BenchmarkCategory("softmax")]
    public Tensor<float> Softmax() => _a.Softmax(-1, _b);
}
