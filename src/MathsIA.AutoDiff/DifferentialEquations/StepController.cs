namespace MathsIA.AutoDiff;

/// <summary>Chooses the next step from the error of the last ones: a proportional-integral controller.</summary>
/// <remarks>With error <c>e</c> in units of the tolerance and the method's order p: <c>h⁺ = h · 0.9 e^(−α) e_before^β</c>, <c>β = 0.4/p · ½</c> and
/// <c>α = 1/p − 0.75 β</c>, between a fifth and ten times h (Gustafsson 1991; Hairer, Nørsett and Wanner, II.4 and IV.2).</remarks>
internal struct StepController(int order)
{
    private const double Safety = 0.9, Smallest = 0.2, Largest = 10;

    private readonly double _beta = 0.2 / order;
    private double _before = 1e-4;
    private bool _refused = false;

    /// <summary>Whether the step may stand, and the size to go on with.</summary>
    public bool Accepts(double error, ref double step)
    {
        double alpha = 1.0 / order - 0.75 * _beta;
        if (!(error <= 1))
        {
            // NaN: somewhere the step left where the equation is defined.
            step *= double.IsFinite(error) ? Math.Max(Smallest, Safety * Math.Pow(error, -alpha)) : Smallest;
            _refused = true;
            return false;
        }

        double factor = Safety * Math.Pow(Math.Max(error, 1e-10), -alpha) * Math.Pow(_before, _beta);
        // After a refusal the step does not grow at once: it would be refused again.
        step *= Math.Clamp(factor, Smallest, _refused ? 1 : Largest);
        _before = Math.Max(error, 1e-4);
        _refused = false;
        return true;
    }
}
