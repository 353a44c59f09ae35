using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>The pattern of o200k_base and o200k_harmony.</summary>
internal readonly struct O200kPattern : IPiecePattern
{
    /// <summary>What a word begins with, and what it goes on with; letters without case and marks are both.</summary>
    private const int Head = (1 << CodePointClass.Upper) | Both;
    private const int Tail = (1 << CodePointClass.Lower) | Both;
    private const int Both = (1 << CodePointClass.OtherLetter) | (1 << CodePointClass.Mark);

    public static string Expression =>
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static int FindEnd(ReadOnlySpan<byte> text, int at)
    {
        int kind = Utf8Scanner.ClassAt(text, at, out int length), second = at + length, end;
        switch (kind)
        {
            case CodePointClass.Upper or CodePointClass.Lower or CodePointClass.OtherLetter:
                end = FindWordEnd(text, at);
                break;
            case CodePointClass.Number:
                return Cl100kPattern.SkipNumbers(text, second);
            case CodePointClass.NewLine:
                return WhiteSpaceRun.EndAtNewLine(text, at);
            default:
                end = FindWordEnd(text, second);
                if (end > second)
                {
                    // A mark may be taken as the character before a word or as its head. As the former it leaves "ABC" to the second
                    // alternative; but the first alternative, tried before, matches the mark alone.
                    if (kind == CodePointClass.Mark && IsAllUpper(text, second, end))
                        end = second;
                    break;
                }

                if (kind == CodePointClass.Mark)
                {
                    end = second;
                    break;
                }

                int next = Utf8Scanner.ClassAt(text, second, out _);
                if (kind == CodePointClass.Space && !(text[at] == ' ' && CodePointClass.IsIn(CodePointClass.Symbols, next)))
                    return WhiteSpaceRun.EndAtNewLine(text, at);
                return SkipNewLinesAndSlashes(text, Utf8Scanner.SkipWhile(text, second, CodePointClass.Symbols));
        }

        return end < text.Length && text[end] == '\'' ? end + Contraction.Length(text, end, ignoreCase: true) : end;
    }

    /// <summary>The end of <c>[Head]*[Tail]+</c>, or else of <c>[Head]+[Tail]*</c>, from a place on; that place when neither matches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindWordEnd(ReadOnlySpan<byte> text, int at)
    {
        if (at <= text.Length - Vector128<byte>.Count)
        {
            // Most words: ASCII, some capitals, then small letters, and less than sixteen of them.
            Vector128<byte> bytes = Utf8Scanner.Load(text, at);
            uint notUpper = ~Vector128.LessThan(bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)26)).ExtractMostSignificantBits();
            uint notLower = ~Vector128.LessThan(bytes - Vector128.Create((byte)'a'), Vector128.Create((byte)26)).ExtractMostSignificantBits();
            int upper = BitOperations.TrailingZeroCount(notUpper);
            int both = upper + BitOperations.TrailingZeroCount(notLower >> upper);
            if (both < Vector128<byte>.Count && text[at + both] < 0x80)
                return at + both;
        }

        return FindWordEndByCodePoint(text, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FindWordEndByCodePoint(ReadOnlySpan<byte> text, int at)
    {
        int headEnd = at, afterBoth = -1, length, kind;
        while (CodePointClass.IsIn(Head, kind = Utf8Scanner.ClassAt(text, headEnd, out length)))
        {
            headEnd += length;
            if (kind != CodePointClass.Upper)
                afterBoth = headEnd;
        }

        if (kind == CodePointClass.Lower)
            return Utf8Scanner.SkipWhile(text, headEnd + length, Tail);
        // The head gives characters back until the tail has one: the last that can be either. Without such, the head stands alone.
        return afterBoth >= 0 ? afterBoth : headEnd;
    }

    private static bool IsAllUpper(ReadOnlySpan<byte> text, int at, int end) => Utf8Scanner.SkipWhile(text, at, 1 << CodePointClass.Upper) >= end;

    private static int SkipNewLinesAndSlashes(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)'\r' or (byte)'\n' or (byte)'/')
            at++;
        return at;
    }
}
