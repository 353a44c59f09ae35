namespace MathsIA.OptimalTransport;

/// <summary>Chooses how far beyond the exact update Sinkhorn's iteration goes, from the rate at which the error falls.</summary>
/// <remarks>
/// <para>Near the solution Sinkhorn's iteration is Gauss-Seidel on a two-block system of the rate η, so that with the relaxation ω the rate λ obeys
/// <c>(λ + ω − 1)² = λ ω² η</c> and is least, ω − 1, at <c>ω = 2/(1 + √(1 − η))</c> (D. M. Young; T. Lehmann, M.-K. von Renesse, A. Sambale, A. Uschmajew,
/// "A note on overrelaxation in the Sinkhorn algorithm", Optimization Letters 16, 2022; A. Thibault, L. Chizat, C. Dossal, N. Papadakis, "Overrelaxed
/// Sinkhorn-Knopp Algorithm for Regularized Optimal Transport", Algorithms 14, 2021). η is estimated from the plain iteration first and then, by that
/// equation, from the relaxed one as long as it is slower than it would be at the best ω.</para>
/// <para>Safeguard: the error may not grow beyond what it was when relaxation began; if it does, the plain iteration, which converges from
/// anywhere, takes over for a while, and relaxation comes back weaker.</para>
/// </remarks>
internal sealed class OverRelaxation
{
    private const int Window = 8;
    private const double MostOmega = 1.985;

    private double _anchor = double.NaN;
    private double _start;
    private int _count;
    private int _patience = 1;
    private double _most = MostOmega;

    /// <summary>The relaxation ω for the next sweep.</summary>
    public double Omega { get; private set; } = 1;

    /// <summary>Whether the last error called for potentials better than the present ones.</summary>
    public bool Retreat { get; private set; }

    /// <summary>Takes note of the error of a sweep.</summary>
    /// <param name="error">The error, as a share of the mass.</param>
    public void Observe(double error)
    {
        Retreat = false;
        if (Omega > 1 && !(error <= 4 * _start))
        {
            _most = 1 + (0.7 * (_most - 1));
            _patience *= 2;
            Retreat = true;
            Change(1);
            return;
        }

        if (double.IsNaN(_anchor))
        {
            // The first window after a change shows the change, not the rate.
            if (++_count >= Window)
                (_anchor, _count) = (error, 0);
            return;
        }

        if (++_count < Window * (Omega == 1 ? _patience : 1))
            return;
        double rate = Math.Pow(error / _anchor, 1.0 / _count);
        (_anchor, _count) = (error, 0);
        // Far from the solution the theory does not hold, and a fast iteration needs no help.
        if (!(rate is > 0.3 and < 1) || error > 0.3)
            return;
        double contraction = Omega == 1 ? rate : rate > Omega - 1 ? (rate + Omega - 1) * (rate + Omega - 1) / (rate * Omega * Omega) : 0;
        double best = Math.Min(_most, 2 / (1 + Math.Sqrt(Math.Max(0, 1 - contraction))));
        if (best > Omega + (0.02 * (2 - Omega)))
        {
            _start = error;
            Change(best);
        }
    }

    private void Change(double omega)
    {
        Omega = omega;
        _anchor = double.NaN;
        _count = 0;
    }
}
