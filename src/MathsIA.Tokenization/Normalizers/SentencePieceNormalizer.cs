namespace MathsIA.Tokenization;

/// <summary>The normalizer that a SentencePiece model describes: character map, spaces that repeat dropped, spaces marked, the
/// dummy prefix; user-defined symbols pass unaltered.</summary>
internal sealed class SentencePieceNormalizer(CharacterMap? map, TokenTrie userDefined, SentencePieceNormalization rules) : INormalizer
{
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        int at = 0;
        while (rules.RemovesExtraSpaces && at < text.Length && Prefix(text[at..], out int length) is [(byte)' '])
            at += length;
        if (at == text.Length)
            return;
        ReadOnlySpan<byte> space = rules.EscapesSpaces ? "\u2581"u8 : " "u8;
        bool addsPrefix = rules.AddsDummyPrefix && isFirst;
        if (addsPrefix && !rules.PutsSpacesBehind)
            result.Append(space, at, at);
        bool afterSpace = rules.RemovesExtraSpaces;
        // Spaces are held back until something follows: those at the end are not wanted.
        var held = new List<Piece>();
        while (at < text.Length)
        {
            ReadOnlySpan<byte> part = Prefix(text[at..], out int length);
            foreach (byte value in part)
            {
                if (value != ' ')
                {
                    Flush(held, space, result);
                    result.Append([value], at, at + length);
                    afterSpace = false;
                }
                else if (!afterSpace)
                {
                    held.Add(new Piece(at, at + length));
                    afterSpace = rules.RemovesExtraSpaces;
                }
            }

            at += length;
        }

        if (!rules.RemovesExtraSpaces)
            Flush(held, space, result);
        if (addsPrefix && rules.PutsSpacesBehind)
            result.Append(space, text.Length, text.Length);
    }

    private static void Flush(List<Piece> held, ReadOnlySpan<byte> space, NormalizedText result)
    {
        foreach (Piece place in held)
            result.Append(space, place.Start, place.End);
        held.Clear();
    }

    private ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> text, out int length)
    {
        userDefined.LongestPrefix(text, out length);
        return length > 0 ? text[..length] : CharacterMap.Prefix(map, text, out length);
    }
}
