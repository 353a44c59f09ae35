namespace MathsIA.Optimization;

/// <summary>The same weight at each step: inertial forward-backward; 0 gives forward-backward itself.</summary>
public sealed record ConstantMomentum : IMomentumRule
{
    /// <summary>A given weight.</summary>
    /// <param name="inertia">The weight β, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 1).</exception>
    public ConstantMomentum(double inertia) => Inertia = Guard.InUnitInterval(inertia, nameof(ConstantMomentum));

    /// <summary>The weight β.</summary>
    public double Inertia { get; }

    /// <inheritdoc/>
    public bool NeedsStrongConvexity => false;

    /// <inheritdoc/>
    public Momentum Next(int k, ref double t, double inverseCondition) => new(Inertia, 1);
}
