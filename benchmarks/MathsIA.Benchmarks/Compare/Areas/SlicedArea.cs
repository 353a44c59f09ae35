using System.Globalization;
using MathsIA.Benchmarks.Peers;
using MathsIA.OptimalTransport;
using MathsIA.RandomNumbers;

namespace MathsIA.Benchmarks.Compare.Areas;

/// <summary>Sliced distances against POT, along the same directions.</summary>
internal static class SlicedArea
{
    public static IEnumerable<Comparison> All(CompareOptions options)
    {
        yield return Sliced(5000, 10, 50, options);
        yield return Sliced(1000, 100, 200, options);
        if (options.Threads > 1)
            yield return OneThread(options);
    }

    /// <summary>Our own side on one thread stands for the peer; the bits are the same.</summary>
    private static Comparison OneThread(CompareOptions options)
    {
        var random = new Philox(11);
        Tensor<double> x = random.Normal<double>(5000, 10), y = random.Normal<double>(5000, 10) + 0.2;
        double many = 0, one = double.NaN;
        double Distance(ComputeContext context) => new SlicedWasserstein { Projections = 50 }.Distance(x, y, context: context);
        return new("sliced_5000x10_50_one_thread", "ours on one thread", () => many = Distance(options.Context), () => one = Distance(ComputeContext.SingleThread), () => many == one);
    }

    private static Comparison Sliced(int n, int dimension, int projections, CompareOptions options)
    {
        var data = new Lazy<(Tensor<double> X, Tensor<double> Y)>(() =>
        {
            var random = new Philox(11);
            return (random.Normal<double>(n, dimension), random.Normal<double>(n, dimension) + 0.2);
        });
        double ours = 0, theirs = double.NaN;
        string name = string.Create(CultureInfo.InvariantCulture, $"sliced_{n}x{dimension}_{projections}");
        return new(name, "POT", () => ours = new SlicedWasserstein { Projections = projections }.Distance(data.Value.X, data.Value.Y, context: options.Context), null,
            () => Math.Abs(ours - theirs) <= 1e-9 * theirs,
            () =>
            {
                Tensor<double> directions = new LinearSlicing<double>().Directions(new Philox(0), projections, dimension);
                string[] arguments = [.. new[] { n, n, dimension, projections }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
                (double seconds, theirs) = ExactTransportPeer.Time(["sliced", .. arguments], [.. data.Value.X.ToArray(), .. data.Value.Y.ToArray(), .. directions.ToArray()], options.Threads) ?? (double.PositiveInfinity, double.NaN);
                return seconds;
            });
    }
}
