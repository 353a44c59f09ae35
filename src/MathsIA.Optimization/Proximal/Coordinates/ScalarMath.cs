namespace MathsIA.Optimization;

/// <summary>The few formulas that scalar functions share.</summary>
internal static class ScalarMath
{
    /// <summary><c>x log x</c>: 0 at 0, +∞ below.</summary>
    public static double XLogX(double x) => x > 0 ? x * Math.Log(x) : x == 0 ? 0 : double.IsNaN(x) ? x : double.PositiveInfinity;

    /// <summary><c>x log x + (1 − x) log(1 − x)</c> from 0 to 1 (up to rounding), else +∞.</summary>
    public static double BinaryEntropy(double x)
    {
        if (x is < -1e-14 or > 1 + 1e-14)
            return double.PositiveInfinity;
        x = Math.Clamp(x, 0, 1);
        return XLogX(x) + XLogX(1 - x);
    }

    /// <summary>The root <c>(v + √(v² + 4c))/2</c> of <c>z² = v z + c</c> with c ≥ 0 that is not negative, without overflow or cancellation.</summary>
    public static double PositiveRoot(double v, double c)
    {
        double root = double.Hypot(v, 2 * Math.Sqrt(c));
        return v >= 0 ? 0.5 * (v + root) : root == -v && c == 0 ? 0 : double.IsNaN(v) ? v : 2 * c / (root - v);
    }

    /// <summary>The real roots of <c>z³ + a z² + b z + c</c>: their number.</summary>
    /// <remarks>The trigonometric form (F. Viète), then two Newton steps for the digits it loses.</remarks>
    public static int CubicRoots(double a, double b, double c, Span<double> roots)
    {
        double q = ((a * a) - (3 * b)) / 9, r = ((2 * a * a * a) - (9 * a * b) + (27 * c)) / 54;
        int count;
        if (r * r < q * q * q)
        {
            double angle = Math.Acos(Math.Clamp(r / Math.Sqrt(q * q * q), -1, 1)), scale = -2 * Math.Sqrt(q);
            for (int k = 0; k < 3; k++)
                roots[k] = (scale * Math.Cos((angle + (2 * Math.PI * (k - 1))) / 3)) - (a / 3);
            count = 3;
        }
        else
        {
            double big = -Math.CopySign(Math.Cbrt(Math.Abs(r) + Math.Sqrt(Math.Max((r * r) - (q * q * q), 0))), r);
            roots[0] = big + (big == 0 ? 0 : q / big) - (a / 3);
            count = 1;
        }

        for (int k = 0; k < count; k++)
        {
            for (int step = 0; step < 2; step++)
            {
                double z = roots[k], value = (((((z + a) * z) + b) * z) + c), slope = (((3 * z) + (2 * a)) * z) + b;
                double next = z - (value / slope);
                if (double.IsFinite(next) && Math.Abs(next - z) <= 1e-3 * (1 + Math.Abs(z)))
                    roots[k] = next;
            }
        }

        return count;
    }
}
