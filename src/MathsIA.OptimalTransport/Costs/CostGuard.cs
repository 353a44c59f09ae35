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

    /// <summary>Checks the operands of a sum over a structured geometry.</summary>
    public static void Sum<T>(IStructuredCost<T> costs, ReadOnlySpan<double> operand, bool transposed, ReadOnlySpan<double> destination, double epsilon, string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (int from, int to) = transposed ? (costs.Rows, costs.Columns) : (costs.Columns, costs.Rows);
        if (operand.Length != from)
            throw new ShapeMismatchException($"{costs.GetType().Name}: {name} has {operand.Length} elements; {from} are asked for.");
        if (destination.Length != to)
            throw new ShapeMismatchException($"{costs.GetType().Name}: destination has {destination.Length} elements; {to} are asked for.");
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"{costs.GetType().Name}: epsilon must be positive and finite.");
    }
}
