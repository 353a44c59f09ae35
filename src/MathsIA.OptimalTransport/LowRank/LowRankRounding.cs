namespace MathsIA.OptimalTransport;

/// <summary>Makes a factor a coupling of its masses and the weights exactly, in linear time: rows and columns that hold too much are scaled down, and what is
/// missing is filled in by a product of the two deficits.</summary>
/// <remarks>J. Altschuler, J. Weed, P. Rigollet, NeurIPS 2017, algorithm 2. The entries move by at most twice the marginal error.</remarks>
internal static class LowRankRounding
{
    public static void Round(Span<double> factor, double[] masses, double[] weights)
    {
        int rank = weights.Length;
        var columns = new double[rank];
        for (int i = 0; i < masses.Length; i++)
        {
            Span<double> row = factor.Slice(i * rank, rank);
            double sum = 0;
            foreach (double entry in row)
                sum += entry;
            double scale = sum > masses[i] ? masses[i] / sum : 1;
            for (int k = 0; k < rank; k++)
                columns[k] += row[k] *= scale;
        }

        double missing = 0;
        var deficits = new double[rank];
        for (int k = 0; k < rank; k++)
        {
            double scale = columns[k] > weights[k] ? weights[k] / columns[k] : 1;
            missing += deficits[k] = Math.Max(0, weights[k] - (scale * columns[k]));
            columns[k] = scale;
        }

        for (int i = 0; i < masses.Length; i++)
        {
            Span<double> row = factor.Slice(i * rank, rank);
            double sum = 0;
            for (int k = 0; k < rank; k++)
                sum += row[k] *= columns[k];
            double lacks = Math.Max(0, masses[i] - sum);
            for (int k = 0; k < rank && missing > 0; k++)
                row[k] += lacks * deficits[k] / missing;
        }
    }
}
