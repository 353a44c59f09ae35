namespace MathsIA.Optimization;

/// <summary>The sequence <c>t_k = (k + a − 1)/a</c>, so that <c>β_k = (k − 1)/(k + a)</c>: for a &gt; 2 the iterates converge too, and the error
/// is o(1/k²). <c>F(x_k) − F* ≤ a²‖x_0 − x*‖²/(2τ(k + a − 1)²)</c>. Chambolle and Dossal 2015, theorems 2 and 3; Attouch and Peypouquet 2016.</summary>
public sealed record ChambolleDossalMomentum : IMomentumRule
{
    /// <summary>The usual a = 3.</summary>
    public ChambolleDossalMomentum() : this(3) { }

    /// <summary>A given a: larger values, 10 to 50 say, oscillate less.</summary>
    /// <param name="a">The number a, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2 or not finite.</exception>
    public ChambolleDossalMomentum(double a) => A = double.IsFinite(a) && a >= 2 ? a
        : throw new ArgumentOutOfRangeException(nameof(a), a, "ChambolleDossalMomentum: the value must be at least 2 and finite.");

    /// <summary>The number a.</summary>
    public double A { get; }

    /// <inheritdoc/>
    public bool NeedsStrongConvexity => false;

    /// <inheritdoc/>
    public Momentum Next(int k, ref double t, double inverseCondition) => new((k - 1) / (k + A), (k + A - 1) / (k + A));
}
