namespace MathsIA.AutoDiff.Primitives;

/// <summary>The values that a derivative rule looks at. Values that it does not may change in place after the operation.</summary>
[Flags]
internal enum Reads
{
    Nothing = 0,
    Left = 1,
    Right = 2,
    Result = 4,
    Operand = Left,
}
