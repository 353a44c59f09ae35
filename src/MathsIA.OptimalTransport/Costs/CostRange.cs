using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The least and the largest finite cost.</summary>
internal readonly record struct CostRange(double Least, double Largest)
{
    /// <summary>The largest finite cost less the least; 0 if there are none.</summary>
    public double Spread => Largest > Least ? Largest - Least : 0;

    /// <summary>Looks at every cost of a geometry, or asks one that knows.</summary>
    public static unsafe CostRange Of<T>(ICostGeometry<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (costs is IKnownRange known)
            return known.Range;
        double least = double.PositiveInfinity, largest = double.NegativeInfinity;
        using var buffer = new Workspace<T>(costs.Columns);
        for (int i = 0; i < costs.Rows; i++)
        {
            ReadOnlySpan<T> row = costs.Row(i, 0, buffer.Span);
            double low = double.CreateTruncating(System.Numerics.Tensors.TensorPrimitives.Min(row)), high = double.CreateTruncating(System.Numerics.Tensors.TensorPrimitives.Max(row));
            if (double.IsInfinity(high))
            {
                high = double.NegativeInfinity;
                foreach (T entry in row)
                    high = T.IsFinite(entry) ? Math.Max(high, double.CreateTruncating(entry)) : high;
            }

            if (double.IsFinite(low))
                least = Math.Min(least, low);
            largest = Math.Max(largest, high);
        }

        return new(least, largest);
    }
}
