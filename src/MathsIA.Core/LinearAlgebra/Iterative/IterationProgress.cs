namespace MathsIA.LinearAlgebra;

/// <summary>Where an iteration stands.</summary>
/// <param name="Iteration">Iterations done.</param>
/// <param name="Residual">The residual norm now, as the method estimates it.</param>
public readonly record struct IterationProgress(int Iteration, double Residual);
