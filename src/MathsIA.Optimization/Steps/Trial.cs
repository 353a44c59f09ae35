namespace MathsIA.Optimization;

/// <summary>A place on the line of a search: the step, with the change of the value and the slope there.</summary>
internal readonly record struct Trial(double Step, double Change, double Slope);
