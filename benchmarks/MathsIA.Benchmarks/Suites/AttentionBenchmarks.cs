using BenchmarkDotNet.Attributes;
using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Causal attention of 8 heads of width 64: the kernel, the formula operation by operation, and libtorch.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class AttentionBenchmarks : IDisposable
{
    private static readonly AttentionOptions Causal = new() { Causal = CausalMask.UpperLeft };

    private readonly Tape<float> _tape = new();
    private readonly Variable<float>[] _watched = new Variable<float>[3];
    private Tensor<float>[] _operands = [];
    private torch.Tensor[] _torch = [];
    private Tensor<bool> _future = Tensor.Zeros<bool>(1, 1);

    /// <summary>The number of queries and keys.</summary>
    [Params(256, 1024)]
    public int Length { get; set; }

    /// <summary>Makes the operands, and a cotangent.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _operands = [.. Enumerable.Range(0, 4).Select(i => Tensor.From(TestData.Uniform<float>(8 * Length * 64, i), 1, 8, Length, 64))];
        _future = Tensor.Ones<float>(Length, Length).UpperTriangle(1).Greater(Tensor.Scalar(0f));
        if (TorchPeer.IsAvailable(Environment.ProcessorCount))
            _torch = [.. _operands.Select((x, i) => TorchPeer.From(x.ToArray(), 1, 8, Length, 64).requires_grad_(i < 3))];
    }

    /// <summary>Gives the tensors of libtorch back, which live outside the garbage collector.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        foreach (torch.Tensor tensor in _torch)
            tensor.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Forward, by the formula.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("forward")]
    public void ForwardByFormula() => Formula();

    /// <summary>Forward, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("forward")]
    public void Forward() => Fused();

    /// <summary>Forward, by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("forward")]
    public void ForwardLibtorch()
    {
        using (torch.no_grad())
            torch.nn.functional.scaled_dot_product_attention(_torch[0], _torch[1], _torch[2], is_casual: true).Dispose();
    }

    /// <summary>Forward and backward, by the formula.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("gradient")]
    public void GradientByFormula() => _tape.Backward(Formula(), _operands[3]);

    /// <summary>Forward and backward, by the kernel.</summary>
    [Benchmark, BenchmarkCategory("gradient")]
    public void Gradient() => _tape.Backward(Fused(), _operands[3]);

    /// <summary>Forward and backward, by libtorch.</summary>
    [Benchmark, Libtorch, BenchmarkCategory("gradient")]
    public void GradientLibtorch()
    {
        using (torch.NewDisposeScope())
        {
            for (int i = 0; i < 3; i++)
                _torch[i].grad?.zero_();
            torch.nn.functional.scaled_dot_product_attention(_torch[0], _torch[1], _torch[2], is_casual: true).backward([_torch[3]]);
        }
    }

    private Variable<float> Fused()
    {
        Watch();
        return _watched[0].ScaledDotProductAttention(_watched[1], _watched[2], Causal);
    }

    private Variable<float> Formula()
    {
        Watch();
        Variable<float> scores = _watched[0].MatMul(_watched[1].Transpose(-1, -2)) * 0.125f;
        return _future.Where(float.NegativeInfinity, scores).Softmax().MatMul(_watched[2]);
    }

    private void Watch()
    {
        _tape.Reset();
        for (int i = 0; i < _watched.Length; i++)
            _watched[i] = _tape.Watch(_operands[i]);
    }
}
