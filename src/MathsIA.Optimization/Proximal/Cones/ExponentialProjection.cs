namespace MathsIA.Optimization;

/// <summary>The projection to the exponential cone, the closure of <c>y exp(x/y) ≤ z, y &gt; 0</c>.</summary>
/// <remarks>
/// Off the simple cases, the point splits into a ray of the cone's boundary and one of the polar cone's,
/// <c>v = a (ρ, 1, e^ρ) + b (1, 1 − ρ, −e^(−ρ))</c> with a, b ≥ 0. The first two equations give a and b for a ρ, the third is then an increasing
/// function of ρ, whose root is bracketed and bisected to the last bit.
/// Source: H. A. Friberg, Projection onto the exponential cone: a univariate root-finding problem, Optim. Methods Softw. 38, 2023.
/// </remarks>
internal static class ExponentialProjection
{
    /// <summary>Projects.</summary>
    public static (double X, double Y, double Z) Primal(double x, double y, double z)
    {
        if (!double.IsFinite(x + y + z))
            return (double.NaN, double.NaN, double.NaN);
        if (Contains(x, y, z, 0))
            return (x, y, z);
        if (IsPolar(x, y, z, 0))
            return (0, 0, 0);
        if (x <= 0 && y <= 0)
            return (x, 0, Math.Max(z, 0));
        return Boundary(x, y, z);
    }

    /// <summary>Whether a point is in the cone, up to a relative slack.</summary>
    public static bool Contains(double x, double y, double z, double slack)
    {
        double scale = slack * (Math.Abs(x) + Math.Abs(y) + Math.Abs(z));
        return y > 0 ? y * Math.Exp(x / y) <= z + scale || (y <= scale && x <= scale && z >= -scale)
            : y >= -scale && x <= scale && z >= -scale;
    }

    /// <summary>Whether a point is in the polar cone: the closure of <c>u exp(v/u) ≤ −e w, u &gt; 0</c>.</summary>
    public static bool IsPolar(double u, double v, double w, double slack)
    {
        double scale = slack * (Math.Abs(u) + Math.Abs(v) + Math.Abs(w));
        return u > 0 ? u * Math.Exp((v / u) - 1) <= -w + scale || (u <= scale && v <= scale && w <= scale)
            : u >= -scale && v <= scale && w <= scale;
    }

    private static (double X, double Y, double Z) Boundary(double x, double y, double z)
    {
        // Where both coefficients are not negative: y − x + xρ ≥ 0 and x − ρy ≥ 0.
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        if (x > 0)
            low = 1 - (y / x);
        else if (x < 0)
            high = 1 - (y / x);
        if (y > 0)
            high = Math.Min(high, x / y);
        else if (y < 0)
            low = Math.Max(low, x / y);
        if (double.IsInfinity(low))
            low = Reach(x, y, z, high, -1);
        if (double.IsInfinity(high))
            high = Reach(x, y, z, low, 1);
        while (true)
        {
            double middle = low + (0.5 * (high - low));
            if (!(middle > low && middle < high))
                break;
            if (Third(x, y, z, middle) > 0)
                high = middle;
            else
                low = middle;
        }

        double a = Math.Max(Coefficient(x, y, low), 0);
        return (a * low, a, a * Math.Exp(low));
    }

    /// <summary>A point on the other side of the root.</summary>
    private static double Reach(double x, double y, double z, double from, double direction)
    {
        double length = 1;
        while (length < 1e4 && Third(x, y, z, from + (direction * length)) * direction <= 0)
            length *= 2;
        return from + (direction * length);
    }

    private static double Coefficient(double x, double y, double rho) => (y - x + (rho * x)) / (1 - rho + (rho * rho));

    private static double Third(double x, double y, double z, double rho)
    {
        double a = Coefficient(x, y, rho), b = (x - (rho * y)) / (1 - rho + (rho * rho));
        return (a <= 0 ? 0 : a * Math.Exp(rho)) - (b <= 0 ? 0 : b * Math.Exp(-rho)) - z;
    }
}
