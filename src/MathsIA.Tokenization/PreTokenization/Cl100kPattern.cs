using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>The pattern of cl100k_base.</summary>
internal readonly struct Cl100kPattern : IPiecePattern
{
    public static string Expression =>
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static int FindEnd(ReadOnlySpan<byte> text, int at)
    {
        int kind = Utf8Scanner.ClassAt(text, at, out int length), second = at + length;
        switch (kind)
        {
            case CodePointClass.Upper or CodePointClass.Lower or CodePointClass.OtherLetter:
                return Utf8Scanner.SkipLetters(text, second);
            case CodePointClass.Number:
                return SkipNumbers(text, second);
            case CodePointClass.NewLine:
                return WhiteSpaceRun.EndAtNewLine(text, at);
            default:
                if (text[at] == '\'' && Contraction.Length(text, at, ignoreCase: true) is > 0 and int contraction)
                    return at + contraction;
                int next = Utf8Scanner.ClassAt(text, second, out int nextLength);
                if (CodePointClass.IsIn(CodePointClass.Letters, next))
                    return Utf8Scanner.SkipLetters(text, second + nextLength);
                if (kind == CodePointClass.Space && !(text[at] == ' ' && CodePointClass.IsIn(CodePointClass.Symbols, next)))
                    return WhiteSpaceRun.EndAtNewLine(text, at);
                return SkipNewLines(text, Utf8Scanner.SkipWhile(text, second, CodePointClass.Symbols));
        }
    }

    /// <summary>At most two more of <c>\p{N}{1,3}</c>.</summary>
    public static int SkipNumbers(ReadOnlySpan<byte> text, int at)
    {
        for (int more = 0; more < 2 && Utf8Scanner.ClassAt(text, at, out int length) == CodePointClass.Number; more++)
            at += length;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipNewLines(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }
}
