namespace MathsIA.OptimalTransport;

/// <summary>The kernel of the energy distance, <c>−‖x − y‖</c>: it has no width, and feels particles however far they are.</summary>
public readonly record struct EnergyParticleKernel : IParticleKernel
{
    /// <inheritdoc/>
    public double Value(double squared) => -Math.Sqrt(squared);

    /// <inheritdoc/>
    public double Derivative(double squared) => squared > 0 ? -0.5 / Math.Sqrt(squared) : 0;
}
