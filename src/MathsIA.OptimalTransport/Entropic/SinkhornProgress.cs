namespace MathsIA.OptimalTransport;

/// <summary>Where an entropic solver stands.</summary>
/// <param name="Iteration">Sweeps over the costs so far.</param>
/// <param name="Epsilon">The weight of the entropy in this stage.</param>
/// <param name="MarginalError">How far the marginals are from the masses, as a share of the total mass.</param>
public readonly record struct SinkhornProgress(int Iteration, double Epsilon, double MarginalError);
