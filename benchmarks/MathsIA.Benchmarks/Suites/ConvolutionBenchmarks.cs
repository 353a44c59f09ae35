using BenchmarkDotNet.Attributes;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using TorchSharp;

namespace MathsIA.Benchmarks.Suites;

/// <summary>The three products of a layer of 3 x 3 kernels, 64 channels to 64, on 32 images of 28 x 28, directly and by Winograd; the
/// first of them by libtorch too.</summary>
[Config(typeof(SuiteConfig))]
[BenchmarkCategory("convolution")]
public class ConvolutionBenchmarks : IDisposable
{
    private Tensor<float> _x = null!, _w = null!, _y = null!, _gx = null!, _gw = null!;
    private ConvolutionOptions _options = null!;
    private torch.Tensor? _tx, _tw;

    /// <summary>How it is computed.</summary>
    [Params(ConvolutionAlgorithm.Direct, ConvolutionAlgorithm.Winograd)]
    public ConvolutionAlgorithm Algorithm { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = Tensor.From(TestData.Uniform<float>(32 * 64 * 28 * 28, 1), 32, 64, 28, 28);
        _w = Tensor.From(TestData.Uniform<float>(64 * 64 * 9, 2), 64, 64, 3, 3);
        (_y, _gx, _gw) = (Tensor.Zeros<float>(_x.Shape), Tensor.Zeros<float>(_x.Shape), Tensor.Zeros<float>(_w.Shape));
        _options = new() { Padding = 1, Algorithm = Algorithm };
        if (TorchPeer.IsAvailable(Environment.ProcessorCount))
            (_tx, _tw) = (TorchPeer.From(_x.ToArray(), 32, 64, 28, 28), TorchPeer.From(_w.ToArray(), 64, 64, 3, 3));
    }

    /// <summary>Gives the tensors of libtorch back, which live outside the garbage collector.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _tx?.Dispose();
        _tw?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The images.</summary>
    [Benchmark(Baseline = true)]
    public Tensor<float> Forward() => _x.Convolve(_w, null, _options, _y);

    /// <summary>The images, by libtorch, which chooses how.</summary>
    [Benchmark, Libtorch]
    public void ForwardLibtorch()
    {
        using (torch.no_grad())
            torch.nn.functional.conv2d(_tx!, _tw!, null, [1, 1], [1, 1], [1, 1], 1).Dispose();
    }

    /// <summary>The derivative by the images.</summary>
    [Benchmark]
    public Tensor<float> InputGradient() => Tensor.ConvolutionInputGradient(_x, _w, _options, _gx);

    /// <summary>The derivative by the kernels.</summary>
    [Benchmark]
    public Tensor<float> WeightGradient() => Tensor.ConvolutionWeightGradient(_x, _x, _options, _gw);
}
