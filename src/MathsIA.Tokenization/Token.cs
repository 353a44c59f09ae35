namespace MathsIA.Tokenization;

/// <summary>A token and where it stands in the text, in bytes of UTF-8 and in UTF-16 code units.</summary>
/// <remarks>A token may begin or end inside a character. Its bytes are exact; its chars are then those of every character it touches.
/// Tokens that a <see cref="SequenceTemplate"/> adds are empty.</remarks>
/// <param name="Id">The id.</param>
/// <param name="ByteStart">The first byte.</param>
/// <param name="ByteEnd">The byte after the last.</param>
/// <param name="CharStart">The first char.</param>
/// <param name="CharEnd">The char after the last.</param>
public readonly record struct Token(int Id, int ByteStart, int ByteEnd, int CharStart, int CharEnd);
