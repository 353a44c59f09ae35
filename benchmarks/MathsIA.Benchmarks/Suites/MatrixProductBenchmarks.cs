using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MathsIA.Benchmarks.Compare;
using MathsIA.Benchmarks.Peers;
using NumSharp;
using TorchSharp;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Square products of floats and doubles, against Math.NET, NumSharp, OpenBLAS and libtorch.</summary>
[Config(typeof(SuiteConfig))]
[BenchmarkCategory("matrix product")]
public class MatrixProductBenchmarks : IDisposable
{
    private Tensor<float> _a = null!, _b = null!, _c = null!;
    private float[] _x = null!, _y = null!, _z = null!;
    private Matrix<float> _peerA = null!, _peerB = null!;
    private NDArray _sharpA = null!, _sharpB = null!;
    private torch.Tensor? _torchA, _torchB;

    /// <summary>The side of the matrices: within the first cache, the second, and beyond.</summary>
    [Params(64, 256, 1024)]
    public int N { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _x = TestData.Uniform<float>(N * N, 1);
        _y = TestData.Uniform<float>(N * N, 2);
        _z = TestData.Pinned<float>(N * N);
        (_a, _b, _c) = (Tensor.From(_x, N, N), Tensor.From(_y, N, N), Tensor.Zeros<float>(N, N));
        (_peerA, _peerB) = (Matrix<float>.Build.DenseOfRowMajor(N, N, _x), Matrix<float>.Build.DenseOfRowMajor(N, N, _y));
        (_sharpA, _sharpB) = (np.array(_x).reshape(N, N), np.array(_y).reshape(N, N));
        OpenBlasPeer.IsAvailable(Environment.ProcessorCount);
        if (TorchPeer.IsAvailable(Environment.ProcessorCount))
            (_torchA, _torchB) = (TorchPeer.From(_x, N, N), TorchPeer.From(_y, N, N));
    }

    /// <summary>Math.NET's managed provider.</summary>
    [Benchmark(Baseline = true)]
    public Matrix<float> MathNet() => _peerA * _peerB;

    /// <summary>NumSharp.</summary>
    [Benchmark]
    public NDArray NumSharp() => np.matmul(_sharpA, _sharpB);

    /// <summary>OpenBLAS, where it is installed.</summary>
    [Benchmark]
    public unsafe void OpenBlas()
    {
        fixed (float* a = _x, b = _y, c = _z)
            OpenBlasPeer.Gemm(N, N, N, a, b, c);
    }

    /// <summary>libtorch.</summary>
    [Benchmark, Libtorch]
    public void Libtorch() => _torchA!.matmul(_torchB!).Dispose();

    /// <summary>Ours, into a destination.</summary>
    [Benchmark]
    public Tensor<float> Ours() => _a.MatMul(_b, _c);

    /// <summary>Gives the arrays of NumSharp and libtorch back, which live outside the garbage collector.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _sharpA.Dispose();
        _sharpB.Dispose();
        _torchA?.Dispose();
        _torchB?.Dispose();
        GC.SuppressFinalize(this);
    }
}
