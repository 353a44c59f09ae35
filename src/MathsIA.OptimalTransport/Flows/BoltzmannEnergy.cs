namespace MathsIA.OptimalTransport;

/// <summary>The negative entropy, <c>U = ρ log ρ − ρ</c>: its gradient flow is the heat equation, and with a potential the Fokker-Planck equation.</summary>
public sealed record BoltzmannEnergy : IInternalEnergy
{
    /// <inheritdoc/>
    public double Value(double density) => density > 0 ? (density * Math.Log(density)) - density : 0;

    /// <inheritdoc/>
    public double Derivative(double density) => Math.Log(density);

    /// <inheritdoc/>
    public double LogarithmicSlope(double density) => 1;
}
