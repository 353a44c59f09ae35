namespace MathsIA.Optimization;

/// <summary>Gaussian elimination with partial pivoting, in place and for systems of any order up to a capacity.</summary>
internal sealed class PivotedElimination(int capacity)
{
    private readonly double[] _rows = new double[capacity * capacity];
    private readonly int[] _pivots = new int[capacity];
    private int _order;

    /// <summary>Begins a system of an order, all zeros.</summary>
    public void Begin(int order)
    {
        _order = order;
        _rows.AsSpan(0, order * order).Clear();
    }

    public Span<double> Row(int i) => _rows.AsSpan(i * _order, _order);

    public void Factor()
    {
        for (int k = 0; k < _order; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < _order; i++)
            {
                if (Math.Abs(Row(i)[k]) > Math.Abs(Row(pivot)[k]))
                    pivot = i;
            }

            _pivots[k] = pivot;
            if (pivot != k)
                Swap(Row(pivot), Row(k));
            ReadOnlySpan<double> top = Row(k);
            if (top[k] == 0)
                continue;
            for (int i = k + 1; i < _order; i++)
            {
                Span<double> row = Row(i);
                if (row[k] == 0)
                    continue;
                row[k] /= top[k];
                Vectors.AddScaled(row[(k + 1)..], -row[k], top[(k + 1)..], row[(k + 1)..]);
            }
        }
    }

    /// <summary>Solves in place.</summary>
    public void Solve(Span<double> x)
    {
        for (int k = 0; k < _order; k++)
            (x[k], x[_pivots[k]]) = (x[_pivots[k]], x[k]);
        for (int i = 0; i < _order; i++)
            x[i] -= Vectors.Dot<double>(Row(i)[..i], x[..i]);
        for (int i = _order - 1; i >= 0; i--)
        {
            double rest = x[i] - Vectors.Dot<double>(Row(i)[(i + 1)..], x[(i + 1).._order]);
            // A column without a pivot takes no part.
            x[i] = Row(i)[i] == 0 ? 0 : rest / Row(i)[i];
        }
    }

    private static void Swap(Span<double> left, Span<double> right)
    {
        for (int i = 0; i < left.Length; i++)
            (left[i], right[i]) = (right[i], left[i]);
    }
}
