namespace MathsIA.OptimalTransport;

/// <summary>Values on the line in order, with their masses, and the cost of matching two such lists.</summary>
internal sealed class LineMatching
{
    private readonly double[] _values;
    private readonly double[] _masses;

    public LineMatching(double[] values, double[] masses)
    {
        (_values, _masses) = ((double[])values.Clone(), (double[])masses.Clone());
        Array.Sort(_values, _masses);
    }

    /// <summary>The smallest <c>Σ L(x, y) μ</c> over couplings μ: matched in order.</summary>
    public static double Coupled(LineMatching x, LineMatching y, IStructureLoss loss)
    {
        int i = 0, j = 0;
        double left = x._masses[0], right = y._masses[0], sum = 0;
        while (true)
        {
            double mass = Math.Min(left, right);
            if (mass > 0)
                sum += mass * loss.Value(x._values[i], y._values[j]);
            left -= mass;
            right -= mass;
            // What rounding leaves at the end of either list is not matched.
            if (left <= 0)
            {
                if (++i == x._values.Length)
                    return sum;
                left = x._masses[i];
            }

            if (right <= 0)
            {
                if (++j == y._values.Length)
                    return sum;
                right = y._masses[j];
            }
        }
    }

    /// <summary>The smallest <c>Σ L(x, y) μ</c> when only the masses of x are given: each goes to the nearest y below or above.</summary>
    public static double Free(LineMatching x, LineMatching y, IStructureLoss loss)
    {
        int j = 0;
        double sum = 0;
        for (int i = 0; i < x._values.Length; i++)
        {
            while (j < y._values.Length - 1 && y._values[j + 1] <= x._values[i])
                j++;
            double least = loss.Value(x._values[i], y._values[j]);
            if (j < y._values.Length - 1)
                least = Math.Min(least, loss.Value(x._values[i], y._values[j + 1]));
            sum += x._masses[i] * least;
        }

        return sum;
    }
}
