namespace MathsIA.Tokenization;

/// <summary>A piece of text that is turned into tokens on its own: no token crosses its borders.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">The byte after the last.</param>
public readonly record struct Piece(int Start, int End)
{
    /// <summary>The number of bytes.</summary>
    public int Length => End - Start;
}
