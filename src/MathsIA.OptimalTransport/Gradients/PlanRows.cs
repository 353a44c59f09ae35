using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The rows of any plan, one after another.</summary>
internal sealed class PlanRows<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EntropicPlan<T>? _entropic;
    private readonly SparsePlan<T>? _sparse;
    private readonly Tensor<T>? _dense;
    private readonly int[] _starts = [];
    private readonly T[] _buffer;
    private readonly T[] _row;
    private readonly double[] _wide;

    public PlanRows(ITransportPlan<T> plan)
    {
        (_buffer, _row, _wide) = (new T[plan.Columns], new T[plan.Columns], new double[plan.Columns]);
        (_entropic, _sparse) = (plan as EntropicPlan<T>, plan as SparsePlan<T>);
        if (_sparse is not null)
        {
            _starts = new int[plan.Rows + 1];
            foreach (PlanEntry<T> entry in _sparse.Entries)
                _starts[entry.Row + 1]++;
            for (int i = 0; i < plan.Rows; i++)
                _starts[i + 1] += _starts[i];
        }
        else if (_entropic is null)
        {
            _dense = plan.ToDense();
        }
    }

    /// <summary>Row i. The next call overwrites it.</summary>
    public ReadOnlySpan<T> Row(int i)
    {
        if (_entropic is not null)
        {
            _entropic.Row(i, _buffer, _wide);
            for (int j = 0; j < _row.Length; j++)
                _row[j] = T.CreateTruncating(_wide[j]);
            return _row;
        }

        if (_dense is not null)
            return _dense.AsSpan().Slice(i * _row.Length, _row.Length);
        Array.Clear(_row);
        for (int k = _starts[i]; k < _starts[i + 1]; k++)
            _row[_sparse!.Entries[k].Column] += _sparse.Entries[k].Mass;
        return _row;
    }

    /// <summary>The plan with sources and targets exchanged; <paramref name="costs"/> are the costs so exchanged, for plans that are known by their potentials.</summary>
    public static ITransportPlan<T> Transpose(ITransportPlan<T> plan, ICostGeometry<T> costs)
    {
        if (plan is EntropicPlan<T> entropic)
        {
            (_, double[] a, double[] b, double[] f, double[] g, double epsilon) = entropic.Parts;
            return new EntropicPlan<T>(costs, b, a, g, f, epsilon);
        }

        if (plan is SparsePlan<T> sparse)
            return new SparsePlan<T>(plan.Columns, plan.Rows, [.. sparse.Entries.Select(entry => new PlanEntry<T>(entry.Column, entry.Row, entry.Mass))]);
        Tensor<T> dense = plan.ToDense();
        var entries = new List<PlanEntry<T>>();
        for (int i = 0; i < plan.Rows; i++)
        {
            for (int j = 0; j < plan.Columns; j++)
            {
                if (dense[i, j] != T.Zero)
                    entries.Add(new(j, i, dense[i, j]));
            }
        }

        return new SparsePlan<T>(plan.Columns, plan.Rows, [.. entries]);
    }
}
