namespace MathsIA.OptimalTransport;

/// <summary>What entropic solvers share beside the sums over the Gibbs kernel: logarithms of masses, heights.</summary>
internal static class LogDomain
{
    /// <summary>What an infinite potential becomes where a plan is made of it: exp(Finite − ∞) is 0, and ∞ − ∞ is not a number.</summary>
    private const double Finite = 1e300;

    public static double[] Logs(double[] masses) => Array.ConvertAll(masses, Math.Log);

    /// <summary><c>h_j = g_j/ε + log b_j</c>; −∞ where there is no mass, or nothing to exchange it with.</summary>
    public static void Heights(ReadOnlySpan<double> potentials, ReadOnlySpan<double> logMasses, double epsilon, Span<double> heights)
    {
        for (int j = 0; j < heights.Length; j++)
            heights[j] = double.IsFinite(potentials[j]) ? (potentials[j] / epsilon) + logMasses[j] : double.NegativeInfinity;
    }

    /// <summary><c>log Σ_i exp(l_i − factor x_i)</c> over the finite terms; −∞ when there is none.</summary>
    public static double LogSum(ReadOnlySpan<double> logs, ReadOnlySpan<double> x, double factor)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double z = logs[i] - (factor * x[i]);
            if (!double.IsFinite(z))
                continue;
            if (z > largest)
                (sum, largest) = ((sum * Math.Exp(largest - z)) + 1, z);
            else
                sum += Math.Exp(z - largest);
        }

        return largest + Math.Log(sum);
    }

    /// <summary>The share of its mass that a row of the plan holds, <c>exp((f − s)/ε)</c> with s the soft minimum; 0 where nothing can be reached.</summary>
    public static double Ratio(double potential, double softMinimum, double epsilon) =>
        double.IsPositiveInfinity(softMinimum) ? 0 : Math.Exp((potential - softMinimum) / epsilon);

    /// <summary>Potentials that plans may be made of.</summary>
    public static double[] ForPlans(ReadOnlySpan<double> potentials)
    {
        double[] finite = potentials.ToArray();
        for (int i = 0; i < finite.Length; i++)
            finite[i] = Math.Min(finite[i], Finite);
        return finite;
    }
}
