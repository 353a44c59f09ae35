using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>A plan as a matrix, in both orders, and greedy updates of its rows and columns.</summary>
internal sealed class GreedyUpdates<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _entries = new T[checked(rows * columns)];
    private readonly double[] _plan = new double[checked(rows * columns)];
    private readonly double[] _transposed = new double[checked(rows * columns)];
    private readonly double[] _u = new double[rows];
    private readonly double[] _v = new double[columns];
    private readonly double[] _rowSums = new double[rows];
    private readonly double[] _columnSums = new double[columns];

    /// <summary>Writes a plan down and sums its rows and columns.</summary>
    public void Take(EntropicPlan<T> plan)
    {
        plan.Write(_entries);
        Array.Clear(_columnSums);
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = _plan.AsSpan(i * columns, columns);
            for (int j = 0; j < columns; j++)
                _transposed[(j * rows) + i] = row[j] = double.CreateTruncating(_entries[(i * columns) + j]);
            _rowSums[i] = TensorPrimitives.Sum<double>(row);
            TensorPrimitives.Add(_columnSums, row, _columnSums);
        }

        Array.Fill(_u, 1);
        Array.Fill(_v, 1);
    }

    /// <summary>Whether a column with mass has next to nothing of the plan, so that no factor can mend it.</summary>
    public bool Starved(double[] b)
    {
        for (int j = 0; j < columns; j++)
        {
            if (b[j] > 0 && !(_columnSums[j] > 1e-30 * b[j]))
                return true;
        }

        return false;
    }

    /// <summary>As many updates as there are rows and columns, or until a factor goes too far; then the potentials take the factors of the columns in.</summary>
    public void Run(Masses masses, double[] g, double epsilon, double limit)
    {
        bool safe = true;
        for (int update = 0; update < rows + columns && safe; update++)
        {
            (int i, double rowGain) = Furthest(masses.Source, _rowSums);
            (int j, double columnGain) = Furthest(masses.Target, _columnSums);
            if (Math.Max(rowGain, columnGain) <= 0)
                break;
            safe = rowGain >= columnGain
                ? Scale(i, masses.Source[i], _plan, columns, _u, _v, _rowSums, _columnSums, limit)
                : Scale(j, masses.Target[j], _transposed, rows, _v, _u, _columnSums, _rowSums, limit);
        }

        for (int j = 0; j < columns; j++)
        {
            if (masses.Target[j] > 0)
                g[j] += epsilon * Math.Log(_v[j]);
        }
    }

    /// <summary>The line furthest from its mass, by <c>s − m + m log(m/s)</c>, the growth of the dual that its update brings.</summary>
    private static (int Line, double Gain) Furthest(double[] masses, double[] sums)
    {
        int furthest = -1;
        double most = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (!(masses[i] > 0 && sums[i] > 0))
                continue;
            double excess = (sums[i] - masses[i]) / masses[i];
            // Near 0 the formula would be all rounding.
            double gain = masses[i] * (Math.Abs(excess) < 1e-4 ? excess * excess / 2 : excess - Math.Log(1 + excess));
            if (gain > most)
                (furthest, most) = (i, gain);
        }

        return (furthest, most);
    }

    /// <summary>Scales a line to its mass, and brings the sums across it up to date; whether the factor is still in range.</summary>
    private static bool Scale(int line, double mass, double[] entries, int length, double[] own, double[] across, double[] ownSums, double[] acrossSums, double limit)
    {
        double before = own[line], after = before * mass / ownSums[line], change = after - before;
        ReadOnlySpan<double> row = entries.AsSpan(line * length, length);
        for (int k = 0; k < length; k++)
            acrossSums[k] += change * row[k] * across[k];
        own[line] = after;
        ownSums[line] = mass;
        return after < limit && after * limit > 1;
    }
}
