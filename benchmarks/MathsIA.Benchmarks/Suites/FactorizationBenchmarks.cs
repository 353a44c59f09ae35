using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathsIA.Benchmarks.Compare;
using MathsIA.LinearAlgebra;

namespace MathsIA.Benchmarks.Suites;

/// <summary>Factorizations of doubles against Math.NET's managed provider.</summary>
[Config(typeof(SuiteConfig))]
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory)]
public class FactorizationBenchmarks
{
    private Tensor<double> _a = null!, _spd = null!;
    private Matrix<double> _peerA = null!, _peerSpd = null!;

    /// <summary>The side of the matrices.</summary>
    [Params(32, 256)]
    public int N { get; set; }

    /// <summary>Makes the operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        double[] data = TestData.Uniform<double>(N * N, 1);
        _a = Tensor.From(data, N, N);
        _spd = _a.MatMul(_a.Transpose()) + (N * Tensor.Eye<double>(N));
        _peerA = Matrix<double>.Build.DenseOfRowMajor(N, N, data);
        _peerSpd = Matrix<double>.Build.DenseOfRowMajor(N, N, _spd.ToArray());
    }

    /// <summary>Cholesky by Math.NET.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("cholesky")]
    public Cholesky<double> CholeskyMathNet() => _peerSpd.Cholesky();

    /// <summary>Cholesky by us.</summary>
    [Benchmark, BenchmarkCategory("cholesky")]
    public CholeskyFactorization<double> Cholesky() => Matrix.Cholesky(_spd);

    /// <summary>QR by Math.NET.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("qr")]
    public QR<double> QrMathNet() => _peerA.QR(QRMethod.Thin);

    /// <summary>QR by us, Q formed.</summary>
    [Benchmark, BenchmarkCategory("qr")]
    public Tensor<double> Qr() => Matrix.Qr(_a).Q();

    /// <summary>Symmetric eigenvalues by Math.NET.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("eigen")]
    public Evd<double> EigenMathNet() => _peerSpd.Evd(Symmetricity.Symmetric);

    /// <summary>Symmetric eigenvalues by us.</summary>
    [Benchmark, BenchmarkCategory("eigen")]
    public SymmetricEigen<double> Eigen() => Matrix.SymmetricEigen(_spd);

    /// <summary>Singular values by Math.NET.</summary>
    [Benchmark(Baseline = true), BenchmarkCategory("svd")]
    public Svd<double> SvdMathNet() => _peerA.Svd();

    /// <summary>Singular values by us.</summary>
    [Benchmark, BenchmarkCategory("svd")]
    public SingularValueDecomposition<double> Svd() => Matrix.Svd(_a);
}
