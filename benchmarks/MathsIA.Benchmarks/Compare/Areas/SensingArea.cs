using MathsIA.Benchmarks.Peers;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Orthogonal matching pursuit on 500 x 2000 Gaussian matrices, 50 atoms, against scikit-learn in a process of its own:
/// a sparse signal that is found, and noise that no sparse signal explains.</summary>
internal static class SensingArea
{
    private const int Rows = 500, Columns = 2000, Sparsity = 50;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        Tensor<double> a = new Philox(1).Normal<double>(Rows, Columns) / Math.Sqrt(Rows), signal = Tensor.Zeros<double>(Columns);
        var values = new Philox(2);
        foreach (int place in new Philox(3).Choice(Columns, Sparsity).ToArray())
            signal[place] = values.NextNormal<double>();
        if (!PythonPeer.IsAvailable("sklearn"))
            yield break;
        foreach ((string name, Tensor<double> y) in new (string, Tensor<double>)[] { ("signal", a.MatMul(signal)), ("noise", new Philox(4).Normal<double>(Rows)) })
        {
            double ours = 0, theirs = 0;
            var method = new OrthogonalMatchingPursuit(Sparsity);
            var stop = new MinimizeOptions { Tolerance = 0, RecordTrace = false };
            yield return new($"omp_{name}_f64", "scikit-learn", () => ours = SparseRecovery.Run(a, y, method, stop, options.Context).Value.Norm(1), null,
                () => Math.Abs(ours - theirs) <= 1e-9 * theirs,
                () =>
                {
                    (double seconds, theirs) = PythonPeer.TimeScript("sensing_peer.py", ["omp", $"{Rows}", $"{Columns}", $"{Sparsity}"], [.. a.ToArray(), .. y.ToArray()], options.Threads);
                    return seconds;
                });
        }
    }
}
