namespace MathsIA.OptimalTransport;

/// <summary>What stochastic ascent found.</summary>
/// <param name="Potentials">The potentials g of the sites, the mean over all steps.</param>
/// <param name="DualValue">The dual value at g, estimated on fresh points.</param>
/// <param name="StandardError">The standard error of that estimate.</param>
/// <param name="MassError"><c>Σ |G_j − b_j|</c> of the shares of fresh points that fall to each site and the masses asked for; noise of order √(m / points) in it.</param>
/// <param name="Status">The steps were used up, or the caller cancelled.</param>
/// <param name="Iterations">The steps taken.</param>
/// <param name="Elapsed">The time taken.</param>
public sealed record SemiDiscreteAscentResult(Tensor<double> Potentials, double DualValue, double StandardError, double MassError, Status Status, int Iterations, TimeSpan Elapsed);
