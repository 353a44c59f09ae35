namespace MathsIA.Tokenization;

/// <summary>One instruction of a compiled pattern; what the numbers mean depends on the operation.</summary>
internal readonly record struct PatternInstruction(PatternOperation Operation, int A = 0, int B = 0, CodePointSet? Set = null);
