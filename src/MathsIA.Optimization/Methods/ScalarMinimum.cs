namespace MathsIA.Optimization;

/// <summary>A minimum of a function of one number.</summary>
/// <param name="Value">The point: where the function has the smallest value met.</param>
/// <param name="Function">The function's value there.</param>
/// <param name="Width">How far from it the ends of the last interval are at most: with one minimum in the first interval, that one is no further away.</param>
/// <param name="Status">Why the search ended.</param>
/// <param name="Iterations">The evaluations.</param>
public readonly record struct ScalarMinimum(double Value, double Function, double Width, Status Status, int Iterations);
