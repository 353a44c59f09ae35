namespace MathsIA.OptimalTransport;

/// <summary>The divergence <c>L(x, y) = x log(x / y) − x + y</c>, for kernels and other positive similarities.</summary>
/// <remarks>Defined for <c>x ≥ 0</c> and <c>y &gt; 0</c>; a structure with other entries is refused. It is not symmetric in its two spaces.</remarks>
public sealed record KullbackLeiblerStructureLoss : IStructureLoss
{
    /// <inheritdoc/>
    public double SourceTerm(double x) => x == 0 ? 0 : (x * Math.Log(x)) - x;

    /// <inheritdoc/>
    public double TargetTerm(double y) => y;

    /// <inheritdoc/>
    public double SourceFactor(double x) => x >= 0 ? x : double.NaN;

    /// <inheritdoc/>
    public double TargetFactor(double y) => Math.Log(y);

    /// <inheritdoc/>
    public double Value(double x, double y) => x == 0 ? y : (x * Math.Log(x / y)) - x + y;

    /// <inheritdoc/>
    public double BestSource(double targetFactor) => Math.Exp(targetFactor);
}
