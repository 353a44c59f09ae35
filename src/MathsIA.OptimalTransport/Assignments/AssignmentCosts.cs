using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The costs of an assignment as rows of doubles, with no more rows than columns: turned on their side if need be.</summary>
internal sealed class AssignmentCosts<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ArcCosts<T> _arcs;
    private readonly double[]? _stored;

    public AssignmentCosts(ICostGeometry<T> costs)
    {
        IsTransposed = costs.Rows > costs.Columns;
        _arcs = new ArcCosts<T>(costs, [.. Enumerable.Range(0, costs.Rows)], [.. Enumerable.Range(0, costs.Columns)]);
        (Rows, Columns) = IsTransposed ? (costs.Columns, costs.Rows) : (costs.Rows, costs.Columns);
        IsBarred = _arcs.HasFiniteHuge;
        if (IsTransposed || IsBarred)
            _stored = Store(_arcs.HugeFrom);
    }

    private AssignmentCosts(AssignmentCosts<T> barred)
    {
        (_arcs, Rows, Columns, IsTransposed) = (barred._arcs, barred.Rows, barred.Columns, barred.IsTransposed);
        _stored = Store(double.PositiveInfinity);
    }

    public int Rows { get; }

    public int Columns { get; }

    public bool IsTransposed { get; }

    /// <summary>Whether costs far beyond all others were taken for forbidden.</summary>
    public bool IsBarred { get; }

    public ReadOnlySpan<double> Row(int row) => _stored is null ? _arcs.Row(row) : _stored.AsSpan((int)((long)row * Columns), Columns);

    /// <summary>The costs as given, however large.</summary>
    public AssignmentCosts<T> WithHugeCosts() => new(this);

    private double[] Store(double hugeFrom)
    {
        var stored = new double[(long)Rows * Columns];
        for (int i = 0; i < _arcs.Rows; i++)
        {
            ReadOnlySpan<double> row = _arcs.Row(i);
            for (int j = 0; j < row.Length; j++)
                stored[IsTransposed ? ((long)j * Columns) + i : ((long)i * Columns) + j] = row[j] < hugeFrom ? row[j] : double.PositiveInfinity;
        }

        return stored;
    }
}
