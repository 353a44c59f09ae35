using MathNet.Numerics.LinearAlgebra;
using MathsIA.Benchmarks.Peers;
using MathsIA.LinearAlgebra;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Factorizations of 512 x 512 matrices of doubles: against LAPACK (by SciPy, in a process of its own, as a Python user
/// calls it) and against Math.NET's managed provider.</summary>
internal static class LinalgArea
{
    private const int N = 512;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        double[] general = TestData.Uniform<double>(N * N, 1);
        Tensor<double> a = Tensor.From(general, N, N), spd = a.MatMul(a.Transpose()) + (N * Tensor.Eye<double>(N));
        Matrix<double> peerA = Matrix<double>.Build.DenseOfRowMajor(N, N, general), peerSpd = Matrix<double>.Build.DenseOfRowMajor(N, N, spd.ToArray());
        ComputeContext context = options.Context;
        double ours = 0, theirs = 0;

        foreach ((string name, string python, double tolerance, Action run, Action peer) in new (string, string, double, Action, Action)[]
        {
            ("cholesky", "chol", 1e-10, () => ours = Matrix.Cholesky(spd, context).LogDeterminant(), () => theirs = peerSpd.Cholesky().DeterminantLn),
            ("qr", "qr", 1e-8, () => ours = Math.Abs(Matrix.Qr(a, context: context).Q()[0, 0]), () => theirs = Math.Abs(peerA.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Q[0, 0])),
            ("solve", "solve", 1e-8, () => ours = Matrix.Solve(a, spd, context)[0, 0], () => theirs = peerA.Solve(peerSpd)[0, 0]),
            ("eigh", "eigh", 1e-10, () => ours = Matrix.SymmetricEigen(spd, context).Values[0], () => theirs = peerSpd.Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real)),
            ("svd", "svd", 1e-10, () => ours = Matrix.Svd(a, context).Values[0], () => theirs = peerA.Svd().S[0]),
        })
        {
            bool Agree() => Math.Abs(ours - theirs) <= tolerance * Math.Max(1, Math.Abs(theirs));
            if (PythonPeer.IsAvailable("scipy"))
            {
                yield return new($"{name}_f64_{N}", PythonPeer.Name, run, null, Agree, () =>
                {
                    (double seconds, theirs) = PythonPeer.Time(python, general, N, options.Threads);
                    return seconds;
                });
            }

            yield return new($"{name}_f64_{N}", "Math.NET 5", run, peer, Agree);
        }
    }
}
