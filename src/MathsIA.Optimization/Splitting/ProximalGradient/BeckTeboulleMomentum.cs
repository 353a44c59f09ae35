namespace MathsIA.Optimization;

/// <summary>The sequence of the original FISTA, <c>t_{k+1} = (1 + √(1 + 4t_k²))/2</c>: <c>F(x_k) − F* ≤ 2‖x_0 − x*‖²/(τ(k + 1)²)</c> (Beck and
/// Teboulle 2009, theorem 4.4).</summary>
public sealed record BeckTeboulleMomentum : IMomentumRule
{
    /// <inheritdoc/>
    public bool NeedsStrongConvexity => false;

    /// <inheritdoc/>
    public Momentum Next(int k, ref double t, double inverseCondition)
    {
        double next = (1 + Math.Sqrt(1 + (4 * t * t))) / 2;
        var momentum = new Momentum((t - 1) / next, t / next);
        t = next;
        return momentum;
    }
}
