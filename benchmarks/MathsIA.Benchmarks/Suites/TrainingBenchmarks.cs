using BenchmarkDotNet.Attributes;
using MathsIA.AutoDiff;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Whole training steps with their allocations: a dense network and a decoder of four blocks, the latter by
/// libtorch too.</summary>
[Config(typeof(SuiteConfig))]
public class TrainingBenchmarks : IDisposable
{
    private TrainingStep? _network, _transformer;
    private TorchTransformer? _model;
    private torch.optim.Optimizer? _optimizer;
    private torch.Tensor? _texts;

    /// <summary>Makes parameters and data.</summary>
    [GlobalSetup]
    public void Setup()
    {
        int[] sizes = [784, 512, 512, 10];
        Tensor<float> x = Tensor.From(TestData.Uniform<float>(128 * 784, 1), 128, 784);
        Tensor<int> labels = Tensor.From([.. Enumerable.Range(0, 128).Select(i => i % 10)]);
        _network = new TrainingStep(
            [.. Enumerable.Range(0, 6).Select(i => i % 2 == 0 ? Tensor.From(TestData.Uniform<float>(sizes[i / 2] * sizes[i / 2 + 1], i), sizes[i / 2], sizes[i / 2 + 1]) * 0.05f : Tensor.Zeros<float>(sizes[i / 2 + 1]))],
            w => ((Variable<float>)x).Affine(w[0], w[1], Activation.Relu).Affine(w[2], w[3], Activation.Relu).Affine(w[4], w[5]).SoftmaxCrossEntropy(labels).Mean(),
            rate: 1e-5, weightDecay: 0, ComputeContext.Default);
        var shape = new TransformerStep(Letters: 256, Blocks: 4, Width: 256, Heads: 8, Length: 256, Batch: 8);
        int[] texts = [.. Enumerable.Range(0, 8 * 256).Select(i => i * 31 % 256)];
        _transformer = shape.Create(shape.RandomParameters(), texts, texts, ComputeContext.Default);
        if (!TorchPeer.IsAvailable(Environment.ProcessorCount))
            return;
        _model = new TorchTransformer(shape);
        _optimizer = torch.optim.AdamW(_model.parameters(), 3e-4);
        _texts = torch.tensor(texts.Select(i => (long)i).ToArray(), [shape.Batch, shape.Length]);
    }

    /// <summary>Gives what libtorch holds back, which lives outside the garbage collector.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _optimizer?.Dispose();
        _model?.Dispose();
        _texts?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>784-512-512-10 on 128 rows with Adam.</summary>
    [Benchmark]
    public void DenseNetwork() => _network!.Run();

    /// <summary>Four blocks of width 256 on 8 texts of 256 letters with AdamW.</summary>
    [Benchmark]
    public void Transformer() => _transformer!.Run();

    /// <summary>The same by libtorch.</summary>
    [Benchmark, Libtorch]
    public void TransformerLibtorch()
    {
        using (torch.NewDisposeScope())
        {
            _optimizer!.zero_grad();
            torch.nn.functional.cross_entropy(_model!.call(_texts!).view(-1, 256), _texts!.view(-1)).backward();
            _optimizer.step();
        }
    }
}
