using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>A first basis: row by row, mass goes to the cheapest columns that still have room.</summary>
/// <remarks>Cheapest after each column's potential has been taken off, its smallest cost where none is given, so that columns that are dear for everyone are not left to the
/// last. Masses are perturbed, so that each step but the last fills either a row or a column and never both: the arcs make a tree.</remarks>
internal static class InitialBasis
{
    public static List<BasicArc> Build<T>(ArcCosts<T> costs, long[] supply, long[] demand, double[]? potentials) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] open = potentials ?? SmallestOfColumns(costs);
        long[] room = (long[])demand.Clone();
        var arcs = new List<BasicArc>(supply.Length + demand.Length);
        for (int i = 0; i < supply.Length; i++)
        {
            ReadOnlySpan<double> row = costs.Row(i);
            long mass = supply[i];
            while (mass > 0)
            {
                int j = Cheapest(row, open, room);
                long flow = Math.Min(mass, room[j]);
                (double plain, double huge) = costs.Split(row[j]);
                arcs.Add(new(i, j, flow, plain, huge));
                mass -= flow;
                room[j] -= flow;
                if (room[j] == 0)
                    open[j] = double.NegativeInfinity;
            }
        }

        return arcs;
    }

    private static int Cheapest(ReadOnlySpan<double> row, double[] open, long[] room)
    {
        double least = LeastDifference.Value(row, open);
        // Only forbidden columns may be left.
        return double.IsFinite(least) ? LeastDifference.Find(row, open, least) : Array.FindIndex(room, left => left > 0);
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
