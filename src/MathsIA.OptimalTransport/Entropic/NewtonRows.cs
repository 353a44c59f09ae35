using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The largest entries of some rows of a plan, <c>p_ij = a_i w_ij</c>: what Newton's equation keeps of them.</summary>
internal sealed class NewtonRows
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _columns = [];
    private readonly List<double> _shares = [];
    private readonly List<double> _masses = [];

    /// <summary>How many entries there are.</summary>
    public int Count => _columns.Count;

    /// <summary>Whether there was no room for all rows.</summary>
    public bool Overflowed { get; set; }

    public void Clear()
    {
        _starts.Clear();
        _starts.Add(0);
        _columns.Clear();
        _shares.Clear();
        _masses.Clear();
        Overflowed = false;
    }

    /// <summary>Keeps the entries of a row that hold at least a share of it.</summary>
    public void AddRow<T>(double mass, ReadOnlySpan<T> exponentials, double sum, double threshold) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T least = T.CreateTruncating(threshold * sum);
        double kept = 0;
        for (int j = 0; j < exponentials.Length; j++)
        {
            if (exponentials[j] < least)
                continue;
            double share = double.CreateTruncating(exponentials[j]) / sum;
            _columns.Add(j);
            _shares.Add(share);
            kept += share;
        }

        _starts.Add(_columns.Count);
        _masses.Add(kept > 0 ? mass / kept : 0);
    }

    /// <summary>Adds the column sums of the entries, each row filled up to its mass.</summary>
    public void AddColumnSums(double[] sums)
    {
        for (int row = 0; row < _masses.Count; row++)
        {
            for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
                sums[_columns[entry]] += _masses[row] * _shares[entry];
        }
    }

    /// <summary><c>y ← y − Pᵀ diag(1/a) P x</c>, with the rows filled up to their masses.</summary>
    public void SubtractProduct(double[] x, double[] y)
    {
        for (int row = 0; row < _masses.Count; row++)
        {
            double product = 0, kept = 0;
            for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
            {
                product += _shares[entry] * x[_columns[entry]];
                kept += _shares[entry];
            }

            if (kept == 0)
                continue;
            product *= _masses[row] / kept;
            for (int entry = _starts[row]; entry < _starts[row + 1]; entry++)
                y[_columns[entry]] -= _shares[entry] * product;
        }
    }
}
