using MathsIA.OptimalTransport;
using ScottPlot;

namespace MathsIA.Gallery;

/// <summary>Clouds, plans and densities on a chart.</summary>
internal static class TransportDrawing
{
    /// <summary>The two ends of everything that moves, readable on light and dark paper.</summary>
    public static Color Start => new(0x3D, 0x85, 0xD0);

    public static Color End => new(0xDD, 0x7A, 0x2C);

    /// <summary>The colour of a time from 0 to 1, by way of a purple: the straight way from blue to orange is grey.</summary>
    public static Color At(double time)
    {
        var half = new Color(0xA0, 0x5A, 0xB4);
        return time < 0.5 ? Mix(Start, half, 2 * time) : Mix(half, End, (2 * time) - 1);
    }

    /// <summary>A colour on the way from one to another.</summary>
    public static Color Mix(Color from, Color to, double share) => new(Part(from.R, to.R, share), Part(from.G, to.G, share), Part(from.B, to.B, share));

    /// <summary>Points of the plane, each of an area that is its mass.</summary>
    public static Chart Cloud(this Chart chart, string? label, Tensor<double> points, Ink ink, Tensor<double>? masses = null, float size = 7, double opacity = 0.8)
    {
        if (masses is null)
            return chart.Points(label, points[.., 0].ToArray(), points[.., 1].ToArray(), ink, size, opacity);
        double mean = masses.Mean();
        for (int i = 0; i < points.Shape[0]; i++)
            chart.Points(i == 0 ? label : null, [points[i, 0]], [points[i, 1]], ink, (float)(size * Math.Sqrt(masses[i] / mean)), opacity);
        return chart;
    }

    /// <summary>The entries of a plan as lines from source to target, as wide as they carry mass.</summary>
    public static Chart Links(this Chart chart, IEnumerable<PlanEntry<double>> entries, Tensor<double> sources, Tensor<double> targets, float width = 2.5f)
    {
        PlanEntry<double>[] all = [.. entries];
        double most = all.Max(entry => entry.Mass);
        foreach (PlanEntry<double> entry in all)
            chart.Line(null, [sources[entry.Row, 0], targets[entry.Column, 0]], [sources[entry.Row, 1], targets[entry.Column, 1]], Ink.Gray, width: (float)Math.Max(0.4, width * entry.Mass / most));
        return chart;
    }

    /// <summary>The entries of a plan that is not sparse, down to a share of its largest.</summary>
    public static IEnumerable<PlanEntry<double>> Largest(this ITransportPlan<double> plan, double share)
    {
        Tensor<double> dense = plan.ToDense();
        double least = share * dense.Max();
        for (int i = 0; i < plan.Rows; i++)
        {
            for (int j = 0; j < plan.Columns; j++)
            {
                if (dense[i, j] >= least)
                    yield return new(i, j, dense[i, j]);
            }
        }
    }

    /// <summary>A matrix whose rows go up the plane, drawn over the unit square.</summary>
    public static Chart Density(this Chart chart, Tensor<double> amounts, Color colour, double? largest = null) =>
        chart.Shade(amounts.Flip(0), colour, new CoordinateRect(0, 1, 0, 1), largest).Limits(0, 1, 0, 1);

    private static byte Part(byte from, byte to, double share) => (byte)Math.Round(from + (share * (to - from)));
}
