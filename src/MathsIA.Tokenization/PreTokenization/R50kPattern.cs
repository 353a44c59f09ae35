namespace MathsIA.Tokenization;

/// <summary>The pattern of gpt2, r50k_base, p50k_base and p50k_edit.</summary>
internal readonly struct R50kPattern : IPiecePattern
{
    public static string Expression => @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static int FindEnd(ReadOnlySpan<byte> text, int at)
    {
        int kind = Utf8Scanner.ClassAt(text, at, out int length), first = at;
        if (text[at] == '\'' && Contraction.Length(text, at, ignoreCase: false) is > 0 and int contraction)
            return at + contraction;
        if (text[at] == ' ')
        {
            first++;
            kind = Utf8Scanner.ClassAt(text, first, out length);
        }

        return kind switch
        {
            CodePointClass.Upper or CodePointClass.Lower or CodePointClass.OtherLetter => Utf8Scanner.SkipLetters(text, first + length),
            CodePointClass.Number => Utf8Scanner.SkipWhile(text, first + length, 1 << CodePointClass.Number),
            CodePointClass.Other or CodePointClass.Mark => Utf8Scanner.SkipWhile(text, first + length, CodePointClass.Symbols),
            _ => WhiteSpaceRun.End(text, at),
        };
    }
}
