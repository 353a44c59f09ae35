using System.Numerics;
using System.Numerics.Tensors;

namespace MathsIA.OptimalTransport;

/// <summary>The dual value of exact transport from any potentials of one side: the other side's are the largest that are feasible.</summary>
internal static class DualBound
{
    /// <summary><c>g_j = min_i C_ij − f_i</c> and then <c>f_i = min_j C_ij − g_j</c>: two walks over the costs.</summary>
    public static (double Value, double[] F, double[] G) FromSources<T>(ICostGeometry<T> costs, double[] a, double[] b, double[] f) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] g = new double[b.Length], row = new double[b.Length];
        var buffer = new T[b.Length];
        Array.Fill(g, double.PositiveInfinity);
        for (int i = 0; i < a.Length; i++)
        {
            Read(costs, i, buffer, row);
            TensorPrimitives.Subtract(row, f[i], row);
            TensorPrimitives.Min(g, row, g);
        }

        return FromTargets(costs, a, b, g);
    }

    /// <summary><c>f_i = min_j C_ij − g_j</c>.</summary>
    public static (double Value, double[] F, double[] G) FromTargets<T>(ICostGeometry<T> costs, double[] a, double[] b, double[] g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] f = new double[a.Length], row = new double[b.Length];
        var buffer = new T[b.Length];
        for (int i = 0; i < a.Length; i++)
        {
            Read(costs, i, buffer, row);
            TensorPrimitives.Subtract(row, g, row);
            f[i] = TensorPrimitives.Min<double>(row);
        }

        return (Doubles.Dot(a, f) + Doubles.Dot(b, g), f, g);
    }

    private static void Read<T>(ICostGeometry<T> costs, int i, T[] buffer, double[] row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> entries = costs.Row(i, 0, buffer);
        for (int j = 0; j < row.Length; j++)
            row[j] = double.CreateTruncating(entries[j]);
    }
}
