using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Reads UTF-8 one code point at a time and gives its class; a byte that is no UTF-8 is a symbol of its own.</summary>
internal static class Utf8Scanner
{
    /// <summary>The class of the code point at a place, and its length in bytes; <see cref="CodePointClass.End"/> and 0 behind the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ClassAt(ReadOnlySpan<byte> text, int at, out int length)
    {
        if ((uint)at >= (uint)text.Length)
        {
            length = 0;
            return CodePointClass.End;
        }

        byte first = text[at];
        if (first >= 0x80)
            return ClassBeyondAscii(text, at, out length);
        length = 1;
        return CodePointTable.Classes[first];
    }

    /// <summary>The place of the first code point from <paramref name="at"/> on whose class is not in a set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SkipWhile(ReadOnlySpan<byte> text, int at, int set)
    {
        while (CodePointClass.IsIn(set, ClassAt(text, at, out int length)))
            at += length;
        return at;
    }

    /// <summary>The end of a run of letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SkipLetters(ReadOnlySpan<byte> text, int at)
    {
        at = SkipAsciiLetters(text, at);
        // A letter beyond ASCII, or the last bytes of the text.
        return (uint)at < (uint)text.Length && (text[at] >= 0x80 || at > text.Length - Vector128<byte>.Count) ? SkipWhile(text, at, CodePointClass.Letters) : at;
    }

    /// <summary>The end of a run of ASCII letters, or a place up to fifteen bytes from the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipAsciiLetters(ReadOnlySpan<byte> text, int at)
    {
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            Vector128<byte> bytes = Load(text, at);
            uint others = ~Vector128.LessThan((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26)).ExtractMostSignificantBits();
            if ((others & 0xFFFF) != 0)
                return at + BitOperations.TrailingZeroCount(others);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ReadOnlySpan<byte> text, int at) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);

    /// <summary>Decodes a code point beyond ASCII as the Unicode Standard, table 3-7, defines well-formed UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ClassBeyondAscii(ReadOnlySpan<byte> text, int at, out int length)
    {
        text = text[at..];
        uint first = text[0], codePoint;
        length = 1;
        if (first < 0xE0)
        {
            if (first < 0xC2 || text.Length < 2 || !IsContinuation(text[1]))
                return CodePointClass.Other;
            codePoint = ((first & 0x1F) << 6) | (text[1] & 0x3Fu);
            length = 2;
        }
        else if (first < 0xF0)
        {
            if (text.Length < 3 || !IsContinuation(text[1]) || !IsContinuation(text[2]))
                return CodePointClass.Other;
            codePoint = ((first & 0xF) << 12) | ((text[1] & 0x3Fu) << 6) | (text[2] & 0x3Fu);
            if (codePoint < 0x800 || codePoint - 0xD800 < 0x800)
                return CodePointClass.Other;
            length = 3;
        }
        else
        {
            if (first > 0xF4 || text.Length < 4 || !IsContinuation(text[1]) || !IsContinuation(text[2]) || !IsContinuation(text[3]))
                return CodePointClass.Other;
            codePoint = ((first & 7) << 18) | ((text[1] & 0x3Fu) << 12) | ((text[2] & 0x3Fu) << 6) | (text[3] & 0x3Fu);
            if (codePoint - 0x10000 > 0xFFFFF)
                return CodePointClass.Other;
            length = 4;
        }

        return CodePointTable.Classes[(CodePointTable.Blocks[(int)(codePoint >> 8)] << 8) + (byte)codePoint];
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
