using MathsIA.RandomNumbers;

namespace MathsIA.Optimization.Tests.Proximal;

/// <summary>Every prox against its naive twin: a search coordinate by coordinate over the naive value where coordinates do not interact, else what
/// <see cref="ProximalCatalogue.Twins"/> says.</summary>
public sealed class ProximalTwinTests
{
    public static TheoryData<string> Names => ProximalCatalogue.Names;

    [Theory, MemberData(nameof(Names))]
    public void The_prox_is_its_naive_twin(string name)
    {
        ProximalCase row = ProximalCatalogue.Get(name);
        IProximable<double> function = row.Double();
        bool hasTwin = ProximalCatalogue.Twins.TryGetValue(name, out Func<double[], double, double[]>? twin);
        Assert.True(hasTwin || function.Traits.HasFlag(FunctionTraits.Separable), "A function of coordinates that interact needs a twin.");
        foreach (int seed in (int[])[1, 2])
        {
            double[] x = row.Point([.. new Philox(seed).Normal<double>(row.Length).ToArray().Select(v => seed * v)]), z = new double[row.Length];
            foreach (double step in (double[])[0.1, 1.5])
            {
                function.Prox(x, step, z);
                double[] naive = hasTwin ? twin!(x, step) : Search(row, x, step, z);
                for (int i = 0; i < z.Length; i++)
                    Assert.True(Math.Abs(naive[i] - z[i]) <= 2e-6 * (1 + Math.Abs(z[i])), $"step {step}, coordinate {i}: {naive[i]:R} and {z[i]:R}");
            }
        }
    }

    /// <summary>The best point of each coordinate on a grid, then by golden sections about it. The other coordinates stay where the value is finite.</summary>
    private static double[] Search(ProximalCase row, double[] x, double step, double[] inside)
    {
        double[] result = new double[x.Length], trial = [.. inside];
        double rest = row.Value(inside);
        for (int i = 0; i < x.Length; i++)
        {
            double Objective(double v)
            {
                trial[i] = v;
                double value = row.Value(trial) - rest + ((v - x[i]) * (v - x[i]) / (2 * step));
                trial[i] = inside[i];
                return double.IsNaN(value) ? double.PositiveInfinity : value;
            }

            double width = 4 + (2 * Math.Abs(x[i])), cell = width / 300, best = 0, least = Objective(0);
            void Try(double v)
            {
                double value = Objective(v);
                (best, least) = value < least ? (v, value) : (best, least);
            }

            Try(x[i]);
            Try(-1);
            Try(2);
            for (double v = x[i] - width; v <= x[i] + width; v += cell)
                Try(v);
            // Outside the domain it grows with the distance, so that the sections find their way back.
            double centre = best;
            Try(ProximalCatalogue.Least(v => Objective(v) is var value && double.IsInfinity(value) ? 1e30 * (1 + Math.Abs(v - centre)) : value, centre - cell, centre + cell));
            result[i] = best;
        }

        return result;
    }
}
