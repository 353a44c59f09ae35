using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>A first basis: row by row, mass goes to the cheapest columns that still have room. Where potentials are given, what they tell comes first.</summary>
/// <remarks>Cheapest after each column's potential has been taken off, its smallest cost where none is given, so that columns that are dear for everyone are not left to the
/// last. Masses are perturbed, so that each step but the last fills either a row or a column and never both: the arcs make a tree.</remarks>
internal static class InitialBasis
{
    public static List<BasicArc> Build<T>(ArcCosts<T> costs, long[] supply, long[] demand, double[]? potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long[] left = (long[])supply.Clone(), room = (long[])demand.Clone();
        var full = new bool[demand.Length];
        var arcs = new List<BasicArc>(supply.Length + demand.Length);
        double[] open = potentials ?? SmallestOfColumns(costs);
        if (potentials is not null)
            TightForest.Fill(costs, potentials, left, room, full, arcs);
        for (int j = 0; j < full.Length; j++)
        {
            if (full[j])
                open[j] = double.NegativeInfinity;
        }

        for (int i = 0; i < supply.Length; i++)
        {
            ReadOnlySpan<double> row = costs.Row(i);
            while (left[i] > 0)
            {
                int j = Cheapest(row, open, full);
                long flow = Math.Min(left[i], room[j]);
                Add(i, j, flow, row[j]);
                left[i] -= flow;
                room[j] -= flow;
                if (room[j] == 0)
                    (full[j], open[j]) = (true, double.NegativeInfinity);
            }
        }

        // Columns of less than a quantum that nobody chose hang on some row all the same.
        int last = supply.Length - 1;
        for (int j = 0; j < full.Length; j++)
        {
            if (!full[j])
                Add(last, j, 0, costs.Row(last)[j]);
        }

        return arcs;

        void Add(int i, int j, long flow, double cost)
        {
            (double plain, double huge) = costs.Split(cost);
            arcs.Add(new(i, j, flow, plain, huge));
        }
    }

    private static int Cheapest(ReadOnlySpan<double> row, double[] open, bool[] full)
    {
        double least = LeastDifference.Value(row, open);
        // Only forbidden columns may be left.
        return double.IsFinite(least) ? LeastDifference.Find(row, open, least) : Array.IndexOf(full, false);
    }

    private static double[] SmallestOfColumns<T>(ArcCosts<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var smallest = new double[costs.Columns];
        Array.Fill(smallest, double.MaxValue);
        for (int i = 0; i < costs.Rows; i++)
            TensorPrimitives.Min(costs.Row(i), smallest, smallest);
        return smallest;
    }
}
