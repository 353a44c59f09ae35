using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Costs with one more source and one more target, at no cost to all others and forbidden to each other.</summary>
internal sealed class DummyCost<T>(ICostGeometry<T> costs) : ICostGeometry<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Rows => costs.Rows + 1;

    public int Columns => costs.Columns + 1;

    public T Entry(int row, int column)
    {
        CostGuard.Stretch(this, row, column, 1);
        return row < costs.Rows && column < costs.Columns ? costs.Entry(row, column)
            : row == costs.Rows && column == costs.Columns ? T.PositiveInfinity : T.Zero;
    }

    public ReadOnlySpan<T> Row(int row, int column, Span<T> buffer)
    {
        CostGuard.Stretch(this, row, column, buffer.Length);
        int inside = Math.Clamp(costs.Columns - column, 0, buffer.Length);
        if (row == costs.Rows)
            buffer[..inside].Clear();
        else if (inside > 0)
            costs.Row(row, column, buffer[..inside]).CopyTo(buffer);
        if (inside < buffer.Length)
            buffer[inside] = row == costs.Rows ? T.PositiveInfinity : T.Zero;
        return buffer;
    }
}
