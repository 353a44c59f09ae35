using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Turns SentencePiece's tokens back into text: spaces for their marks, bytes for byte tokens, nothing for control symbols.</summary>
internal sealed class SentencePieceDecoder(SentencePieceFile file) : ITokenDecoder
{
    private readonly HashSet<string> controls = Names(file, SentencePieceKind.Control);
    private readonly HashSet<string> unknowns = Names(file, SentencePieceKind.Unknown);
    private readonly bool dropsFirst = file.Normalization.AddsDummyPrefix || file.Normalization.RemovesExtraSpaces;

    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ReadOnlySpan<byte> mark = "\u2581"u8;
        string name = System.Text.Encoding.UTF8.GetString(token);
        if (controls.Contains(name))
            return;
        if (unknowns.Contains(name))
            destination.Write(file.UnknownSurface);
        else if (file.ByteFallback && ByteFallbackDecoder.TryParse(token, out byte value))
            destination.Write([value]);
        else
            WriteText(isFirst && dropsFirst && token.StartsWith(mark) ? token[mark.Length..] : token, mark, destination);
    }

    private static void WriteText(ReadOnlySpan<byte> token, ReadOnlySpan<byte> mark, IBufferWriter<byte> destination)
    {
        for (int found; (found = token.IndexOf(mark)) >= 0; token = token[(found + mark.Length)..])
        {
            destination.Write(token[..found]);
            destination.Write(" "u8);
        }

        destination.Write(token);
    }

    private static HashSet<string> Names(SentencePieceFile file, SentencePieceKind kind)
        => [.. file.Pieces.Where(piece => piece.Kind == kind).Select(piece => System.Text.Encoding.UTF8.GetString(piece.Text))];
}
