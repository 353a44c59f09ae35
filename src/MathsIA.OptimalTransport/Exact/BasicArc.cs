namespace MathsIA.OptimalTransport;

/// <summary>An arc of a basis.</summary>
/// <param name="Row">Where it starts.</param>
/// <param name="Column">Where it ends.</param>
/// <param name="Flow">What it carries, in quanta of mass.</param>
/// <param name="Cost">Its cost, plain part.</param>
/// <param name="HugeCost">Its cost, huge part.</param>
internal readonly record struct BasicArc(int Row, int Column, long Flow, double Cost, double HugeCost);
