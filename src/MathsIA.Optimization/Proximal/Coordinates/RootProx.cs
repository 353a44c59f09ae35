namespace MathsIA.Optimization;

/// <summary>The prox of a smooth convex function of one number, as the root of the increasing <c>r(z) = z − x + γ f'(z)</c>.</summary>
/// <remarks>Newton's method inside a bracket that only shrinks: a step that leaves it, or that does not quarter the residual, is replaced by
/// a bisection, so that the root is met to rounding from any start. An end of the domain is the answer where r does not change sign before it.</remarks>
internal readonly struct RootProx<TFunction>(TFunction function) : IScalarProx where TFunction : struct, ISmoothScalar
{
    private const int MostSteps = 300;

    public double Value(double x, int index) => function.Value(x, index);

    public double Prox(double x, double step, int index)
    {
        if (!double.IsFinite(x))
            return double.IsNaN(x) ? x : Math.Clamp(x, function.Lower, function.Upper);
        double low = function.Lower, high = function.Upper;
        if (double.IsFinite(low) && Residual(low, x, step, index) >= 0)
            return low;
        if (double.IsFinite(high) && Residual(high, x, step, index) <= 0)
            return high;
        double z = x > low && x < high ? x : Inside(low, high, x <= low), before = double.PositiveInfinity;
        for (int k = 0; k < MostSteps; k++)
        {
            (double first, double second) = function.Derivatives(z, index);
            double residual = z - x + (step * first);
            if (residual > 0)
                high = z;
            else
                low = z;
            double next = z - (residual / (1 + (step * second)));
            // An overflown second derivative makes no step; only a step below the rounding of z is the end.
            if (residual == 0 || (next == z && double.IsFinite(second)))
                return z;
            // Too slow (as Newton is far from the root of an inverse power), out of the bracket, or overflown: cut the bracket instead.
            if (!(next > low && next < high && Math.Abs(residual) <= 0.25 * before))
                next = Middle(low, high);
            before = Math.Abs(residual);
            if (next <= low || next >= high)
                return z;
            z = next;
        }

        return z;
    }

    private double Residual(double z, double x, double step, int index) => z - x + (step * function.Derivatives(z, index).First);

    /// <summary>A point of the domain, near the end that x is beyond.</summary>
    private static double Inside(double low, double high, bool below) =>
        double.IsFinite(low) && double.IsFinite(high) ? low + (0.5 * (high - low))
            : below ? low + Math.Max(1, Math.Abs(low)) : high - Math.Max(1, Math.Abs(high));

    /// <summary>A point between; halfway in exponent where both ends have one sign and are far apart, so that tiny roots are met in few steps.</summary>
    private static double Middle(double low, double high)
    {
        if (double.IsInfinity(low))
            return high > 0 ? -1 : 2 * (high - 1);
        if (double.IsInfinity(high))
            return low < 0 ? 1 : 2 * (low + 1);
        if (low >= 0 && high > 4 * low)
            return Math.Sqrt(Math.Max(low, 1e-300)) * Math.Sqrt(high);
        if (high <= 0 && low < 4 * high)
            return -Math.Sqrt(Math.Max(-high, 1e-300)) * Math.Sqrt(-low);
        return low + (0.5 * (high - low));
    }
}
