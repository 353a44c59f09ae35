namespace MathsIA.Optimization;

/// <summary>The prox of a smooth convex function of one number, as the root of the increasing <c>z ↦ z − x + γ f'(z)</c>.</summary>
/// <remarks>Newton's method inside a bracket that only shrinks: a step that would leave it, or that does not halve the residual,
/// is replaced by a bisection, so that the root is met to rounding from any start.</remarks>
internal readonly struct RootProx<TFunction>(TFunction function) : IScalarProx where TFunction : struct, ISmoothScalar
{
    private const int MostSteps = 200;

    public double Value(double x, int index) => function.Value(x, index);

    public double Prox(double x, double step, int index)
    {
        if (double.IsNaN(x))
            return x;
        double low = function.Lower, high = function.Upper;
        double z = Math.Clamp(x, low, high);
        if (z == low || z == high)
            z = Inside(low, high, z == low);
        // An end of the domain whose slope is finite can be the answer itself.
        if (double.IsFinite(low) && Residual(low, x, step, index) >= 0)
            return low;
        if (double.IsFinite(high) && Residual(high, x, step, index) <= 0)
            return high;
        double before = double.PositiveInfinity;
        for (int k = 0; k < MostSteps; k++)
        {
            (double first, double second) = function.Derivatives(z, index);
            double residual = z - x + (step * first);
            if (residual == 0)
                return z;
            if (residual > 0)
                high = z;
            else
                low = z;
            double next = z - (residual / (1 + (step * second)));
            bool newton = next > low && next < high && Math.Abs(residual) <= 0.5 * before;
            before = Math.Abs(residual);
            if (!newton && !(next == z))
                next = double.IsFinite(low) && double.IsFinite(high) ? Middle(low, high) : next;
            if (next == z || double.IsNaN(next) || next == low && newton || high - low <= double.Epsilon)
                return z;
            if (!newton && (next <= low || next >= high) && double.IsFinite(low) && double.IsFinite(high))
                return z;
            z = next;
        }

        return z;
    }

    private double Residual(double z, double x, double step, int index)
    {
        double slope = function.Derivatives(z, index).First;
        return double.IsNaN(slope) ? double.NaN : z - x + (step * slope);
    }

    /// <summary>A point inside the domain, near the given end.</summary>
    private static double Inside(double low, double high, bool atLow) =>
        double.IsFinite(low) && double.IsFinite(high) ? 0.5 * (low + high)
            : atLow ? low + Math.Max(1, Math.Abs(low) * 1e-3)
            : high - Math.Max(1, Math.Abs(high) * 1e-3);

    /// <summary>Halfway between, in exponent where both have the same sign and are far apart: tiny roots are met in a few steps.</summary>
    private static double Middle(double low, double high)
    {
        if (low >= 0 && high > 4 * low)
            return Math.Sqrt(Math.Max(low, double.Epsilon * 4)) * Math.Sqrt(high);
        if (high <= 0 && low < 4 * high)
            return -Math.Sqrt(Math.Max(-high, double.Epsilon * 4)) * Math.Sqrt(-low);
        return low + (0.5 * (high - low));
    }
}
