namespace MathsIA.Optimization;

/// <summary>Where the polynomials that line searches fit to values and slopes have their minimum.</summary>
internal static class Interpolation
{
    /// <summary>The local minimizer of the cubic with the given values and slopes at two places (Nocedal and Wright 2006,
    /// equation 3.59); null where it has none.</summary>
    public static double? Cubic(in Trial a, in Trial b)
    {
        double theta = (3 * (a.Change - b.Change) / (b.Step - a.Step)) + a.Slope + b.Slope;
        // Scaled, so that the squares of steep slopes do not overflow.
        double scale = Math.Max(Math.Abs(theta), Math.Max(Math.Abs(a.Slope), Math.Abs(b.Slope)));
        double gamma = scale * Math.Sqrt(Math.Max(0, (theta / scale * (theta / scale)) - (a.Slope / scale * (b.Slope / scale))));
        if (b.Step < a.Step)
            gamma = -gamma;
        double ratio = (gamma - a.Slope + theta) / (gamma - a.Slope + gamma + b.Slope);
        return gamma != 0 && double.IsFinite(ratio) ? a.Step + (ratio * (b.Step - a.Step)) : null;
    }

    /// <summary>The minimizer of the parabola with a value and a slope at one place and a value at another.</summary>
    public static double Quadratic(in Trial a, in Trial b) =>
        a.Step + (a.Slope / (((a.Change - b.Change) / (b.Step - a.Step)) + a.Slope) / 2 * (b.Step - a.Step));

    /// <summary>Where the line through two slopes is zero.</summary>
    public static double Secant(in Trial a, in Trial b) => a.Step + (a.Slope / (a.Slope - b.Slope) * (b.Step - a.Step));
}
