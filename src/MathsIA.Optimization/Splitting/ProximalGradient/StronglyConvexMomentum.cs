namespace MathsIA.Optimization;

/// <summary>The weight <c>β = (1 − √q)/(1 + √q)</c> with <c>q = μτ</c>, for a μ-strongly convex smooth part: the error shrinks at least by
/// <c>1 − √q</c> a step. Nesterov 2018, section 2.2; Beck 2017, theorem 10.42.</summary>
public sealed record StronglyConvexMomentum : IMomentumRule
{
    /// <inheritdoc/>
    public bool NeedsStrongConvexity => true;

    /// <inheritdoc/>
    public Momentum Next(int k, ref double t, double inverseCondition)
    {
        double root = Math.Sqrt(inverseCondition);
        return new Momentum((1 - root) / (1 + root), 1);
    }
}
