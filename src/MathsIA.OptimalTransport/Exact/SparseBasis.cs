using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>A first basis of sparse costs: source by source, mass goes along the cheapest arcs to targets that have room, and what finds no room to the spare target.</summary>
/// <remarks>The spare source, the last row, fills what room is left. As in <see cref="InitialBasis"/> each step but the last fills a row or a column and never both.</remarks>
internal static class SparseBasis
{
    public static List<BasicArc> Build<T>(ArcCosts<T> costs, long[] supply, long[] demand, double[]? potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int spareRow = costs.Rows - 1, spareColumn = costs.Columns - 1;
        long[] room = (long[])demand.Clone();
        var full = new bool[demand.Length];
        var arcs = new List<BasicArc>(supply.Length + demand.Length);
        for (int i = 0; i < spareRow; i++)
        {
            long left = supply[i];
            while (left > 0)
            {
                int place = Cheapest(costs, i, full, potentials), j = costs.Column(i, place);
                long flow = Math.Min(left, room[j]);
                Add(i, place, flow);
                (left, room[j]) = (left - flow, room[j] - flow);
                full[j] = room[j] == 0;
            }
        }

        // The arcs of the spare row are those to all columns, in order.
        for (int j = 0; j <= spareColumn; j++)
        {
            if (!full[j])
                Add(spareRow, j, room[j]);
        }

        return arcs;

        void Add(int i, int place, long flow)
        {
            (double plain, double huge) = costs.Split(costs.Row(i)[place]);
            arcs.Add(new(i, costs.Column(i, place), flow, plain, huge));
        }
    }

    /// <summary>The arc of least reduced cost to a column with room; the last arc of a row, to the spare column, where there is none.</summary>
    private static int Cheapest<T>(ArcCosts<T> costs, int i, bool[] full, double[]? potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<double> prices = costs.Row(i);
        int best = prices.Length - 1;
        double least = double.PositiveInfinity;
        for (int place = 0; place < prices.Length - 1; place++)
        {
            int j = costs.Column(i, place);
            double price = prices[place] - (potentials?[j] ?? 0);
            if (!full[j] && price < least)
                (best, least) = (place, price);
        }

        return best;
    }
}
