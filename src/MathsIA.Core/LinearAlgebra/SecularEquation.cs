namespace MathsIA.LinearAlgebra;

/// <summary>The roots of <c>1/ρ + Σ z[j]² / (p[j] - x) = 0</c>, one between each pole and the next, one after the last.</summary>
/// <remarks>A root is kept as its distance from the nearest pole, so that its distance to every pole has full relative accuracy: the
/// condition under which Gu and Eisenstat ("A stable and efficient algorithm for the rank-one modification of the symmetric
/// eigenproblem", 1994) prove the vectors orthogonal. The iteration is that of Bunch, Nielsen and Sorensen (1978), each side
/// replaced by a pole with the same value and slope, kept inside a bracket by bisection.</remarks>
internal static unsafe class SecularEquation
{
    /// <summary>The unit roundoff of double.</summary>
    private const double Unit = 1.0 / (1L << 53);

    /// <summary>Far more steps than bisection alone would take.</summary>
    private const int MaxSteps = 2000;

    /// <summary>Finds one root.</summary>
    /// <param name="index">Which root: between poles index and index + 1, or after the last.</param>
    /// <param name="count">How many poles.</param>
    /// <param name="d">The poles, increasing; their square roots if <paramref name="squared"/>.</param>
    /// <param name="z">The weights, none zero.</param>
    /// <param name="rho">ρ, above zero.</param>
    /// <param name="squared">Whether the poles are the squares of <paramref name="d"/>.</param>
    /// <param name="distances">Receives <c>p[j] - x</c> for every j.</param>
    /// <returns>The root itself, or its square root if <paramref name="squared"/>.</returns>
    /// <exception cref="SpectralConvergenceException">The iteration did not end.</exception>
    public static double Root(int index, int count, double* d, double* z, double rho, bool squared, double* distances)
    {
        bool interior = index < count - 1;
        int origin = index, lower = interior ? index : count - 2, upper = lower + 1;
        double low, high, shift, constant = 1 / rho;
        if (count == 1)
        {
            shift = rho * z[0] * z[0];
            distances[0] = -shift;
            return Value(d[0], shift, squared);
        }

        SecularVectors.Gaps(count, d, d[origin], squared, distances);
        double slope, zl = z[lower] * z[lower], zu = z[upper] * z[upper];
        if (interior)
        {
            double middle = distances[upper] / 2;
            double value = constant + SecularVectors.Sum(distances, z, 0, count, middle, out slope), frozen = value + ((zl - zu) / middle);
            if (value >= 0)
                (low, high) = (0, middle);
            else
            {
                origin = upper;
                SecularVectors.Gaps(count, d, d[origin], squared, distances);
                (low, high) = (-middle, 0);
            }

            double gl = distances[lower], gu = distances[upper];
            shift = Smaller(frozen, (frozen * (gl + gu)) + zl + zu, (zl * gu) + (zu * gl));
        }
        else
        {
            double total = 0;
            for (int j = 0; j < count; j++)
                total += z[j] * z[j];
            (low, high) = (0, rho * total);
            double middle = high / 2, gl = distances[lower];
            double frozen = constant + SecularVectors.Sum(distances, z, 0, lower, middle, out slope);
            shift = Larger(frozen, (frozen * gl) + zl + zu, zu * gl);
        }

        if (!(shift > low && shift < high))
            shift = (low + high) / 2;
        for (int step = 0; step < MaxSteps; step++)
        {
            double left = SecularVectors.Sum(distances, z, 0, upper, shift, out double leftSlope);
            double right = SecularVectors.Sum(distances, z, upper, count, shift, out double rightSlope);
            double f = constant + left + right;
            slope = leftSlope + rightSlope;
            if (Math.Abs(f) <= Unit * ((8 * (Math.Abs(left) + Math.Abs(right))) + constant + (Math.Abs(shift) * slope)))
                return Finish(count, d[origin], shift, squared, distances);
            if (f < 0)
                low = shift;
            else
                high = shift;

            double tl = distances[lower] - shift, tu = distances[upper] - shift;
            double a = ((tl + tu) * f) - (tl * tu * slope), b = tl * tu * f, c = f - (leftSlope * tl) - (rightSlope * tu);
            double move = interior ? Smaller(c, a, b) : Larger(c, a, b);
            if (!(f * move < 0))
                move = -f / slope;
            double next = shift + move;

            // The model converges in a few steps; where rounding makes it crawl, halving the bracket ends it.
            if (!(next > low && next < high) || step % 16 == 15)
                next = low + ((high - low) / 2);
            if (next == shift || next <= low || next >= high)
                return Finish(count, d[origin], shift, squared, distances);
            shift = next;
        }

        throw new SpectralConvergenceException($"The secular equation of {count} poles did not converge in {MaxSteps} steps at root {index}.");
    }

    /// <summary>The root of <c>c y² - a y + b</c> that lies between the two poles of the model.</summary>
    private static double Smaller(double c, double a, double b)
    {
        double root = Math.Sqrt(Math.Abs((a * a) - (4 * b * c)));
        return a > 0 ? 2 * b / (a + root) : (a - root) / (2 * c);
    }

    /// <summary>The root of <c>c y² - a y + b</c> that lies after the two poles of the model.</summary>
    private static double Larger(double c, double a, double b)
    {
        double root = Math.Sqrt(Math.Abs((a * a) - (4 * b * c)));
        return a >= 0 ? (a + root) / (2 * c) : 2 * b / (a - root);
    }

    private static double Finish(int count, double pole, double shift, bool squared, double* distances)
    {
        for (int j = 0; j < count; j++)
            distances[j] -= shift;
        return Value(pole, shift, squared);
    }

    private static double Value(double pole, double shift, bool squared) =>
        squared ? pole + (shift / (pole + Math.Sqrt((pole * pole) + shift))) : pole + shift;
}
