namespace MathsIA.OptimalTransport;

/// <summary>Checks of semi-discrete problems.</summary>
internal static class SemiDiscreteGuard
{
    public static PlanarPoint[] Sites(IPlanarDensity density, Tensor<double> sites, string operation)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(sites);
        if (sites.Rank != 2 || sites.Shape[1] != 2 || sites.Shape[0] == 0)
            throw new ShapeMismatchException(operation, $"sites has the shape {sites.Shape}; a matrix of two columns and at least one row is asked for.", nameof(sites));
        LineGuard.Finite(sites, operation, nameof(sites));
        var points = new PlanarPoint[sites.Shape[0]];
        for (int i = 0; i < points.Length; i++)
            points[i] = new(sites[i, 0], sites[i, 1]);
        return points;
    }

    public static double[] Weights(Tensor<double>? weights, int count, string operation)
    {
        if (weights is null)
            return new double[count];
        if (weights.Rank != 1 || weights.Length != count)
            throw new ShapeMismatchException(operation, $"weights has the shape {weights.Shape}; {count} weights are asked for.", nameof(weights));
        LineGuard.Finite(weights, operation, nameof(weights));
        return weights.ToArray();
    }

    /// <summary>Positive masses, scaled to a total; null stands for equal ones.</summary>
    public static double[] Masses(Tensor<double>? masses, int count, double total, string operation)
    {
        var result = new double[count];
        Array.Fill(result, total / count);
        if (masses is null)
            return result;
        if (masses.Rank != 1 || masses.Length != count)
            throw new ShapeMismatchException(operation, $"masses has the shape {masses.Shape}; {count} masses are asked for.", nameof(masses));
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            result[i] = masses[i];
            if (!(result[i] > 0 && double.IsFinite(result[i])))
                throw new ArgumentOutOfRangeException(nameof(masses), result[i], $"{operation}: mass {i} of masses is not positive or not finite.");
            sum += result[i];
        }

        return Array.ConvertAll(result, mass => mass / sum * total);
    }
}
