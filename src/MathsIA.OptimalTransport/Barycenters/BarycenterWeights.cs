using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Checks that all barycenters make of their weights and masses.</summary>
internal static class BarycenterWeights
{
    private const double Tolerance = 1e-6;

    /// <summary>The weights, of sum 1; null stands for equal ones.</summary>
    public static double[] Check<T>(Tensor<T>? weights, int count, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] checkedWeights = Masses.Check(weights, count, operation, nameof(weights));
        double sum = checkedWeights.Sum();
        return Array.ConvertAll(checkedWeights, weight => weight / sum);
    }

    /// <summary>Scales all measures to the mass of the first, from which they may differ by rounding only.</summary>
    public static void Equalize(double[][] measures, string operation)
    {
        double total = measures[0].Sum();
        for (int k = 1; k < measures.Length; k++)
        {
            double mass = measures[k].Sum();
            if (!(Math.Abs(mass - total) <= Tolerance * Math.Max(mass, total)))
                throw new ArgumentException($"{operation}: measure 0 has the mass {total:R} and measure {k} {mass:R}; equal masses are asked for.", nameof(measures));
            for (int j = 0; j < measures[k].Length; j++)
                measures[k][j] *= total / mass;
        }
    }
}
