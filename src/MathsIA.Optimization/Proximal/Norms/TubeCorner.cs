namespace MathsIA.Optimization;

/// <summary>A corner of the path through a tube: where, how high, and on which wall: 1 for the upper one, −1 for the lower one, 0 for an end.</summary>
internal readonly record struct TubeCorner(int Index, double Height, int Side);
