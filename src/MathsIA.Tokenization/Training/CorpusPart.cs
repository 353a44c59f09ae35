namespace MathsIA.Tokenization;

/// <summary>A part of a corpus: some texts one after the other in one buffer.</summary>
/// <param name="Bytes">The texts in UTF-8.</param>
/// <param name="Ends">Where each text ends.</param>
/// <param name="StartsText">Whether the first text is the beginning of one, and not the middle of a long one.</param>
internal sealed record CorpusPart(byte[] Bytes, IReadOnlyList<int> Ends, bool StartsText);
