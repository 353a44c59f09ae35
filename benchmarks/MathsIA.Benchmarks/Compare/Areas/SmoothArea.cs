using MathsIA.Benchmarks.Peers;
using MathsIA.Optimization;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Smooth minimization against SciPy and scikit-learn, each stopped at the same norm of the gradient, which is measured again at the
/// answer.</summary>
internal static class SmoothArea
{
    private const int ChainLength = 1000, Samples = 20_000, Features = 100;

    /// <summary>The weight of the ridge term.</summary>
    private const double Ridge = 1e-4;

    /// <summary>What the peers are asked for, in the largest entry of the gradient.</summary>
    private const double PeerTolerance = 1e-7;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        if (!PythonPeer.IsAvailable("scipy"))
            yield break;
        yield return Rosenbrock(options);
        var random = new Philox(1);
        Tensor<double> design = random.Normal<double>(Samples, Features), truth = random.Normal<double>(Features) * 0.3;
        Tensor<double> labels = (design.MatMul(truth) + random.Normal<double>(Samples)).Sign();
        double[] data = [.. design.ToArray(), .. labels.ToArray()];
        var loss = new RidgeRegularized<double>(new LogisticLoss<double>(design, labels, options.Context), Ridge);
        yield return Logistic("logistic_scipy", PythonPeer.Name, PeerTolerance, loss, data, options);
        // scikit-learn minimizes the same function divided by the weight of the ridge term.
        yield return Logistic("logistic_sklearn", "scikit-learn", PeerTolerance / Ridge, loss, data, options);
    }

    private static Comparison Rosenbrock(CompareOptions options)
    {
        Tensor<double> x0 = Tensor.Ones<double>(ChainLength);
        for (int i = 0; i < ChainLength; i += 2)
            x0[i] = -1.2;
        var function = new CountingFunction<double>(new RosenbrockChain());
        SmoothPeer.Result peer = default;
        Solution<double>? ours = null;
        return new("rosenbrock_lbfgs_f64_1000", PythonPeer.Name, () =>
        {
            function.Counts.Reset();
            // Never less accurate than what the peer reached, once that is known.
            double tolerance = peer.GradientNorm > 0 ? peer.GradientNorm : 1e-5;
            ours = Minimize.Run(function, new Lbfgs(), x0, new() { MaxIterations = 100_000, Tolerance = tolerance, RecordTrace = false });
        }, null, () => ours is { Status: Status.Converged } && function.Counts.Gradients <= 1.1 * peer.Evaluations, () =>
        {
            peer = SmoothPeer.Run("rosenbrock", options.Threads, [], ChainLength);
            return peer.Seconds;
        });
    }

    private static Comparison Logistic(string what, string name, double peerTolerance, RidgeRegularized<double> loss, double[] data, CompareOptions options)
    {
        SmoothPeer.Result peer = default;
        Solution<double>? ours = null;
        return new($"{what}_{Samples}x{Features}", name, () =>
        {
            double tolerance = peer.GradientNorm > 0 ? peer.GradientNorm : PeerTolerance;
            ours = Minimize.Run(loss, new Lbfgs(), Tensor.Zeros<double>(Features), new() { MaxIterations = 10_000, Tolerance = tolerance, RecordTrace = false });
        }, null, () => ours is { Status: Status.Converged }, () =>
        {
            peer = SmoothPeer.Run(what, options.Threads, data, Samples, Features, Ridge, peerTolerance);
            return peer.Seconds;
        });
    }

    /// <summary>Rosenbrock's function of n coordinates, written as a user would.</summary>
    private sealed class RosenbrockChain : ISmoothFunction<double>
    {
        public double? LipschitzConstant => null;

        public double? StrongConvexity => null;

        public double Value(Tensor<double> x) => ValueAndGradient(x, Tensor.Uninitialized<double>(x.Shape));

        public void Gradient(Tensor<double> x, Tensor<double> destination) => ValueAndGradient(x, destination);

        public double ValueAndGradient(Tensor<double> x, Tensor<double> destination)
        {
            ReadOnlySpan<double> at = x.AsSpan();
            Span<double> gradient = destination.AsSpan();
            double sum = 0, carried = 0;
            for (int i = 0; i + 1 < at.Length; i++)
            {
                double bend = at[i + 1] - (at[i] * at[i]), rest = 1 - at[i];
                sum += (100 * bend * bend) + (rest * rest);
                gradient[i] = carried - (400 * at[i] * bend) - (2 * rest);
                carried = 200 * bend;
            }

            gradient[^1] = carried;
            return sum;
        }
    }
}
