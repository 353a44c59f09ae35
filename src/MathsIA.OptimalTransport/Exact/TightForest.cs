using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>The part of a first basis that potentials tell: a forest of arcs of least reduced cost, filled with mass from its leaves.</summary>
/// <remarks>At optimal potentials the arcs that can carry mass have reduced cost zero, and where they make a tree its leaves say what each of them carries. Kruskal's method
/// picks the forest from a few arcs for each row and one for each column. Every arc that is filled uses up a row or a column and never both, as in <see cref="InitialBasis"/>, so that
/// what is left over can go on from there.</remarks>
internal static class TightForest
{
    /// <summary>How many arcs of a row are looked at.</summary>
    private const int Shortlist = 8;

    private const int None = -1;

    /// <summary>Fills the forest: adds its arcs, takes their flows off what is left in rows and room in columns, and notes the columns that are used up.</summary>
    public static void Fill<T>(ArcCosts<T> costs, double[] potentials, long[] left, long[] room, bool[] full, List<BasicArc> arcs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = costs.Rows, nodes = rows + costs.Columns;
        List<(int Row, int Column)> forest = Forest(costs, potentials);
        var starts = new int[nodes + 1];
        foreach ((int row, int column) in forest)
        {
            starts[row + 1]++;
            starts[rows + column + 1]++;
        }

        int[] degree = starts[1..];
        for (int node = 0; node < nodes; node++)
            starts[node + 1] += starts[node];
        var neighbours = new int[2 * forest.Count];
        int[] place = starts[..nodes];
        foreach ((int row, int column) in forest)
        {
            neighbours[place[row]++] = rows + column;
            neighbours[place[rows + column]++] = row;
        }

        var gone = new bool[nodes];
        var leaves = new Queue<int>(Enumerable.Range(0, nodes).Where(node => degree[node] == 1));
        while (leaves.TryDequeue(out int leaf))
        {
            if (gone[leaf] || degree[leaf] != 1)
                continue;
            int other = neighbours.AsSpan(starts[leaf], starts[leaf + 1] - starts[leaf]).ToArray().First(node => !gone[node]);
            (int row, int column) = leaf < rows ? (leaf, other - rows) : (other, leaf - rows);
            long flow = Math.Min(left[row], room[column]);
            (double plain, double huge) = costs.Split(costs.Row(row)[column]);
            arcs.Add(new(row, column, flow, plain, huge));
            left[row] -= flow;
            room[column] -= flow;
            full[column] = room[column] == 0;
            // The leaf leaves the forest in any case; what it joins does if it was used up.
            Remove(leaf);
            if (other < rows ? left[other] == 0 : full[column])
                Remove(other);
        }

        void Remove(int node)
        {
            gone[node] = true;
            for (int k = starts[node]; k < starts[node + 1]; k++)
            {
                int neighbour = neighbours[k];
                if (!gone[neighbour] && --degree[neighbour] == 1)
                    leaves.Enqueue(neighbour);
            }
        }
    }

    /// <summary>Arcs without a cycle, by ascending reduced cost.</summary>
    private static List<(int Row, int Column)> Forest<T>(ArcCosts<T> costs, double[] potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = costs.Rows, columns = costs.Columns;
        List<double> reduced = [];
        List<(int Row, int Column)> candidates = [];
        var least = new double[columns];
        var leastRow = new int[columns];
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(leastRow, None);
        Span<double> best = stackalloc double[Shortlist];
        Span<int> at = stackalloc int[Shortlist];
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<double> row = costs.Row(i);
            int count = Shorten(row, potentials, best, at);
            for (int k = 0; k < count; k++)
            {
                reduced.Add(best[k] - best[0]);
                candidates.Add((i, at[k]));
            }

            if (count > 0)
                LowerColumns(row, best[0], i, least, leastRow);
        }

        for (int j = 0; j < columns; j++)
        {
            if (leastRow[j] == None)
                continue;
            reduced.Add(least[j] - potentials[j]);
            candidates.Add((leastRow[j], j));
        }

        double[] keys = [.. reduced];
        (int Row, int Column)[] sorted = [.. candidates];
        Array.Sort(keys, sorted);
        var parent = new int[rows + columns];
        for (int node = 0; node < parent.Length; node++)
            parent[node] = node;
        var forest = new List<(int, int)>(parent.Length);
        foreach ((int row, int column) in sorted)
        {
            int a = Find(parent, row), b = Find(parent, rows + column);
            if (a == b)
                continue;
            parent[a] = b;
            forest.Add((row, column));
        }

        return forest;
    }

    /// <summary>The columns of least <c>c_j − g_j</c> in a row, ascending; forbidden ones left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Shorten(ReadOnlySpan<double> row, ReadOnlySpan<double> potentials, Span<double> best, Span<int> at)
    {
        int count = 0;
        double worst = double.PositiveInfinity;
        for (int j = 0; j < row.Length; j++)
        {
            double value = row[j] - potentials[j];
            if (!(value < worst))
                continue;
            int k = count < best.Length ? count++ : count - 1;
            for (; k > 0 && best[k - 1] > value; k--)
                (best[k], at[k]) = (best[k - 1], at[k - 1]);
            (best[k], at[k]) = (value, j);
            if (count == best.Length)
                worst = best[^1];
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LowerColumns(ReadOnlySpan<double> row, double potential, int i, Span<double> least, Span<int> leastRow)
    {
        for (int j = 0; j < row.Length; j++)
        {
            if (row[j] - potential < least[j])
                (least[j], leastRow[j]) = (row[j] - potential, i);
        }
    }

    private static int Find(int[] parent, int node)
    {
        while (parent[node] != node)
            (parent[node], node) = (parent[parent[node]], parent[node]);
        return node;
    }
}
