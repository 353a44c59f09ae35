namespace MathsIA.AutoDiff;

/// <summary>What one linear solve of an implicit derivative did.</summary>
/// <param name="Method">The method used.</param>
/// <param name="Unknowns">The number of unknowns.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Iterations">The iterations; 0 for a dense solve.</param>
/// <param name="RelativeResidual"><c>‖b − A w‖ / ‖b‖</c> at the end.</param>
public readonly record struct ImplicitReport(ImplicitMethod Method, int Unknowns, Status Status, int Iterations, double RelativeResidual);
