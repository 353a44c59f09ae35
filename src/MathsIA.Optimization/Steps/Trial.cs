namespace MathsIA.Optimization;

/// <summary>A place on the line of a search: the step, with value and slope there.</summary>
internal readonly record struct Trial(double Step, double Value, double Slope);
