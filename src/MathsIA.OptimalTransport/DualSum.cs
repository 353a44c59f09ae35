namespace MathsIA.OptimalTransport;

/// <summary>Masses times potentials, <c>Σ a_i f_i</c>.</summary>
internal static class DualSum
{
    /// <summary>The sum over the points that have mass: what potentials are elsewhere plays no part.</summary>
    public static double Of(ReadOnlySpan<double> masses, ReadOnlySpan<double> potentials)
    {
        double sum = 0;
        for (int i = 0; i < masses.Length; i++)
            sum += masses[i] > 0 ? masses[i] * potentials[i] : 0;
        return sum;
    }
}
