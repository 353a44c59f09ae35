namespace MathsIA.Optimization;

/// <summary>A root of a function of one number.</summary>
/// <param name="Value">The point: where the function has the smallest magnitude met.</param>
/// <param name="Function">The function's value there.</param>
/// <param name="Status">Why the search ended.</param>
/// <param name="Iterations">The evaluations after those at the two ends.</param>
public readonly record struct ScalarRoot(double Value, double Function, Status Status, int Iterations);
