namespace MathsIA.OptimalTransport;

/// <summary>The level λ at which rows filled to <c>min(a_i, a_i exp((λ − s_i)/ε))</c> hold a given mass together.</summary>
/// <remarks>Exact: in the order of the s_i the full rows come first, and with their number known λ has a closed form.</remarks>
internal sealed class WaterLevel(double[] masses)
{
    private readonly double[] _minima = new double[masses.Length];
    private readonly int[] _order = new int[masses.Length];
    private readonly double[] _tails = new double[masses.Length + 1];
    private readonly double[] _logs = LogDomain.Logs(masses);

    /// <summary>Finds the level; +∞ when what can be reached cannot hold the mass.</summary>
    public double Find(ReadOnlySpan<double> softMinima, double mass, double epsilon)
    {
        int n = masses.Length;
        for (int i = 0; i < n; i++)
        {
            _order[i] = i;
            _minima[i] = masses[i] > 0 ? softMinima[i] : double.PositiveInfinity;
        }

        Array.Sort(_minima, _order);
        int reachable = n;
        while (reachable > 0 && double.IsPositiveInfinity(_minima[reachable - 1]))
            reachable--;
        // _tails[k]: the logarithm of Σ a exp(−s/ε) over the rows from the k-th on.
        _tails[reachable] = double.NegativeInfinity;
        for (int k = reachable - 1; k >= 0; k--)
        {
            double term = _logs[_order[k]] - (_minima[k] / epsilon), tail = _tails[k + 1];
            double high = Math.Max(term, tail), low = Math.Min(term, tail);
            _tails[k] = high + Math.Log(1 + Math.Exp(low - high));
        }

        double full = 0, level = double.PositiveInfinity;
        for (int k = 0; k < reachable; k++)
        {
            if (full >= mass)
                break;
            level = epsilon * (Math.Log(mass - full) - _tails[k]);
            if (level <= _minima[k])
                return level;
            full += masses[_order[k]];
            level = _minima[k];
        }

        const double Rounding = 1e-12;
        return full >= mass * (1 - Rounding) ? level : double.PositiveInfinity;
    }
}
