namespace MathsIA.AutoDiff;

/// <summary>Where a solve stands.</summary>
/// <param name="Time">The time reached.</param>
/// <param name="Steps">Steps accepted so far.</param>
/// <param name="StepSize">The size of the last one.</param>
public readonly record struct OdeProgress(double Time, int Steps, double StepSize);
