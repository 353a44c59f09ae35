namespace MathsIA.Optimization;

/// <summary>The weights of one accelerated step.</summary>
/// <param name="Inertia">The weight <c>β = (t_k − 1)/t_{k+1}</c> of the last movement.</param>
/// <param name="Ratio">The ratio <c>t_k/t_{k+1}</c>, the weight of a rejected trial in the monotone variant.</param>
public readonly record struct Momentum(double Inertia, double Ratio);
