namespace MathsIA.OptimalTransport;

/// <summary>The square <c>L(x, y) = (x − y)²</c>: the loss of the Gromov-Wasserstein distance of order 2.</summary>
public sealed record SquareStructureLoss : IStructureLoss
{
    /// <inheritdoc/>
    public double SourceTerm(double x) => x * x;

    /// <inheritdoc/>
    public double TargetTerm(double y) => y * y;

    /// <inheritdoc/>
    public double SourceFactor(double x) => x;

    /// <inheritdoc/>
    public double TargetFactor(double y) => 2 * y;

    /// <inheritdoc/>
    public double Value(double x, double y) => (x - y) * (x - y);

    /// <inheritdoc/>
    public double BestSource(double targetFactor) => targetFactor / 2;
}
