using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks that every cost geometry makes.</summary>
internal static class CostGuard
{
    public static void Stretch<T>(ICostGeometry<T> costs, int row, int column, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, costs.Rows);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, costs.Columns - column);
    }
}
