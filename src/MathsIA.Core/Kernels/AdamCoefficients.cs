namespace MathsIA.Kernels;

/// <summary>The coefficients of one step of Adam.</summary>
/// <param name="Step">The number of the step, from 1: the moments are corrected for their start at zero.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="FirstDecay">How much of the mean is kept.</param>
/// <param name="SecondDecay">How much of the mean of squares is kept.</param>
/// <param name="Epsilon">What is added to the root.</param>
/// <param name="WeightDecay">How fast the parameter shrinks, relative to the rate.</param>
internal readonly record struct AdamCoefficients(int Step, double Rate, double FirstDecay = 0.9, double SecondDecay = 0.999, double Epsilon = 1e-8, double WeightDecay = 0);
