using System.Globalization;
using MathsIA.Benchmarks.Peers;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Sinkhorn's iterations against POT, in a process of its own, on the same costs: as many plain iterations on both sides, the plan or what
/// stands for it included. Then, without a peer, the sweeps to 1e-9 that acceleration leaves of the plain count.</summary>
internal static class SinkhornArea
{
    private const int Size = 1000;

    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        var costs = new Lazy<double[]>(() => Draw(normal: false));
        var normal = new Lazy<double[]>(() => Draw(normal: true));
        yield return Compare("sinkhorn_log_1000_x100", "sinkhorn_log", EntropicForm.Logarithmic, 100, costs, options);
        yield return Compare("sinkhorn_kernel_1000_x100", "sinkhorn", EntropicForm.Kernel, 100, costs, options);
        yield return Compare("sinkhorn_kernel_1000_x1000", "sinkhorn", EntropicForm.Kernel, 1000, costs, options);
        if (options.Threads > 1)
        {
            yield return OneThread("sinkhorn_log_1000_x100_one_thread", EntropicForm.Logarithmic, costs, options);
            yield return OneThread("sinkhorn_kernel_1000_x100_one_thread", EntropicForm.Kernel, costs, options);
        }

        yield return Converge("sinkhorn_to_1e-9_default", null, costs, options);
        foreach (Acceleration acceleration in Enum.GetValues<Acceleration>())
            yield return Converge($"sinkhorn_to_1e-9_{acceleration}", acceleration, costs, options);
        yield return Converge("sinkhorn_normal_to_1e-9_default", null, normal, options);
        yield return Converge("sinkhorn_normal_to_1e-9_None", Acceleration.None, normal, options);
    }

    private static Comparison Compare(string name, string method, EntropicForm form, int iterations, Lazy<double[]> costs, CompareOptions options)
    {
        double ours = 0, theirs = 0;
        DenseCost<double>? geometry = null;
        void Ours()
        {
            geometry ??= new(Tensor.From(costs.Value, Size, Size));
            // The tolerance is out of reach, so that every run takes all its iterations.
            ours = (Solver(costs.Value) with { Form = form, MaxIterations = iterations, Tolerance = 1e-300 }).Solve(geometry, context: options.Context).LinearCost;
        }

        double Theirs()
        {
            if (!PythonPeer.IsAvailable("ot"))
                return double.PositiveInfinity;
            (double seconds, theirs) = PythonPeer.TimeScript("transport_peer.py",
                [method, Size.ToString(CultureInfo.InvariantCulture), Solver(costs.Value).Epsilon.ToString("r", CultureInfo.InvariantCulture), iterations.ToString(CultureInfo.InvariantCulture)], costs.Value, options.Threads);
            return seconds;
        }

        return new(name, "POT", Ours, null, () => Math.Abs(ours - theirs) <= 1e-4 * Math.Abs(theirs), Theirs);
    }

    /// <summary>Our own side on one thread stands for the peer; the bits are the same.</summary>
    private static Comparison OneThread(string name, EntropicForm form, Lazy<double[]> costs, CompareOptions options)
    {
        DenseCost<double>? geometry = null;
        double Solve(ComputeContext context)
        {
            geometry ??= new(Tensor.From(costs.Value, Size, Size));
            return (Solver(costs.Value) with { Form = form, MaxIterations = 100, Tolerance = 1e-300 }).Solve(geometry, context: context).LinearCost;
        }

        double many = 0, one = double.NaN;
        return new(name, "ours on one thread", () => many = Solve(options.Context), () => one = Solve(ComputeContext.SingleThread), () => many == one);
    }

    /// <summary>Without an acceleration: the solver as it comes.</summary>
    private static Comparison Converge(string name, Acceleration? acceleration, Lazy<double[]> costs, CompareOptions options)
    {
        TransportResult<double>? result = null;
        DenseCost<double>? geometry = null;
        return new(name, "(none)", () =>
        {
            geometry ??= new(Tensor.From(costs.Value, Size, Size));
            Sinkhorn plain = Solver(costs.Value);
            Sinkhorn solver = acceleration is { } chosen ? plain with { Acceleration = chosen } : new() { Epsilon = plain.Epsilon };
            result = (solver with { Tolerance = 1e-9, MaxIterations = 100_000 }).Solve(geometry, context: options.Context);
        }, null, () =>
        {
            Console.Error.WriteLine($"{name}: {result}");
            return result is { Status: Status.Converged };
        });
    }

    private static Sinkhorn Solver(double[] costs) => new() { Epsilon = 0.01 * costs.Max(), Scaling = 1, Acceleration = Acceleration.None };

    /// <summary>Squared distances of two clouds in the plane: uniform in the unit square, or normal, whose largest distance is that of outliers.</summary>
    private static double[] Draw(bool normal)
    {
        var random = new Philox(3);
        Tensor<double> Cloud() => normal ? random.Normal<double>(Size, 2) : random.Uniform<double>(Size, 2);
        var cloud = new PointCloudCost<double, SquaredEuclideanCost<double>>(Cloud(), Cloud());
        var costs = new double[Size * Size];
        for (int i = 0; i < Size; i++)
            cloud.Row(i, 0, costs.AsSpan(i * Size, Size)).CopyTo(costs.AsSpan(i * Size, Size));
        return costs;
    }
}
