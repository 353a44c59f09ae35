using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace MathsIA.OptimalTransport;

/// <summary>A first basis: mass goes to the cheapest columns that still have room, first from the row that has most to lose by waiting, which is the difference to its second
/// cheapest (W. R. Reinfeld, W. R. Vogel, "Mathematical Programming", 1958). Where potentials are given, what they tell comes first.</summary>
/// <remarks>Cheapest after each column's potential has been taken off, its smallest cost where none is given, so that columns that are dear for everyone are not left to the
/// last. Masses are perturbed, so that each step but the last fills either a row or a column and never both: the arcs make a tree.</remarks>
internal static class InitialBasis
{
    /// <summary>How often a row is looked at before its turn comes: rows that all like the same columns would be at it for long.</summary>
    private const int MostLooks = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

        // A row whose cheapest column is open still loses at least what it stood to lose: the choice among the others has only shrunk.
        var offers = new PriorityQueue<(int Row, int Column), double>(supply.Length);
        var looks = new int[supply.Length];
        for (int i = 0; i < supply.Length; i++)
            Offer(i);
        while (offers.TryDequeue(out (int Row, int Column) offer, out _))
        {
            if (!full[offer.Column])
                Place(offer.Row, offer.Column);
            Offer(offer.Row);
        }

        // Rows that have been looked at often enough, and those with forbidden columns only.
        for (int i = 0; i < supply.Length; i++)
        {
            while (left[i] > 0)
                Place(i, Cheapest(costs.Row(i), open, full));
        }

        // Columns of less than a quantum that nobody chose hang on some row all the same.
        int last = supply.Length - 1;
        for (int j = 0; j < full.Length; j++)
        {
            if (!full[j])
                Add(last, j, 0, costs.Row(last)[j]);
        }

        return arcs;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Offer(int i)
        {
            if (left[i] == 0 || looks[i]++ == MostLooks)
                return;
            ReadOnlySpan<double> row = costs.Row(i);
            (double least, double second) = LeastDifference.Two(row, open);
            if (double.IsFinite(least))
                offers.Enqueue((i, LeastDifference.Find(row, open, least)), least - second);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Place(int i, int j)
        {
            long flow = Math.Min(left[i], room[j]);
            Add(i, j, flow, costs.Row(i)[j]);
            left[i] -= flow;
            room[j] -= flow;
            if (room[j] == 0)
                (full[j], open[j]) = (true, double.NegativeInfinity);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
