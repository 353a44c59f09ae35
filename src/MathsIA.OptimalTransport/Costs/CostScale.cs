using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>How large costs are: what solvers measure ε in when asked to.</summary>
public static class CostScale
{
    /// <summary>The most costs that a median looks at.</summary>
    private const long MostSorted = 1L << 22;

    /// <summary>The size of a unit.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="costs">The costs.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The size, positive: 1 where there are no finite costs, or where the size would be 0 or negative.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such unit.</exception>
    public static double Of<T>(ICostGeometry<T> costs, CostUnit unit) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        double size = unit switch
        {
            CostUnit.One => 1,
            CostUnit.Largest => CostRange.Of(costs).Largest,
            CostUnit.Mean => Mean(costs),
            CostUnit.Median => Median(costs),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "There is no such unit of costs."),
        };
        return size > 0 && double.IsFinite(size) ? size : 1;
    }

    private static double Mean<T>(ICostGeometry<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        long count = 0;
        using var buffer = new Workspace<T>(costs.Columns);
        for (int i = 0; i < costs.Rows; i++)
        {
            double sum = 0;
            foreach (T cost in costs.Row(i, 0, buffer.Span))
            {
                if (!T.IsFinite(cost))
                    continue;
                sum += double.CreateTruncating(cost);
                count++;
            }

            total += sum;
        }

        return total / count;
    }

    private static double Median<T>(ICostGeometry<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int step = (int)Math.Max(1, (((long)costs.Rows * costs.Columns) - 1) / MostSorted + 1);
        var finite = new List<T>();
        using var buffer = new Workspace<T>(costs.Columns);
        for (int i = 0; i < costs.Rows; i += step)
        {
            foreach (T cost in costs.Row(i, 0, buffer.Span))
            {
                if (T.IsFinite(cost))
                    finite.Add(cost);
            }
        }

        if (finite.Count == 0)
            return double.NaN;
        finite.Sort();
        return (double.CreateTruncating(finite[(finite.Count - 1) / 2]) + double.CreateTruncating(finite[finite.Count / 2])) / 2;
    }
}
