namespace MathsIA.RandomNumbers;

/// <summary>Everything that determines the numbers a <see cref="Philox"/> will draw: store it to resume, compare it to know whether
/// two generators stand at the same place.</summary>
/// <param name="Key">The key of the generator.</param>
/// <param name="Stream">Which of the key's streams.</param>
/// <param name="Position">How many 32-bit words of the stream were consumed.</param>
public readonly record struct PhiloxState(ulong Key, ulong Stream, ulong Position);
