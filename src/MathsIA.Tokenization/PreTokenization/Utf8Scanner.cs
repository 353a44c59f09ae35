using System.Buffers.Binary;
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
        // Four bytes at once, the first in the highest place: masks then tell lead and continuations together.
        uint bytes = at <= text.Length - sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(text[at..]) : ReadAtEnd(text[at..]), codePoint;
        length = 1;
        if ((bytes & 0xF0C0C000) == 0xE0808000)
        {
            codePoint = ((bytes >> 12) & 0xF000) | ((bytes >> 10) & 0xFC0) | ((bytes >> 8) & 0x3F);
            if (codePoint < 0x800 || codePoint - 0xD800 < 0x800)
                return CodePointClass.Other;
            length = 3;
        }
        else if ((bytes & 0xE0C00000) == 0xC0800000)
        {
            codePoint = ((bytes >> 18) & 0x7C0) | ((bytes >> 16) & 0x3F);
            if (codePoint < 0x80)
                return CodePointClass.Other;
            length = 2;
        }
        else
        {
            codePoint = ((bytes >> 6) & 0x1C0000) | ((bytes >> 4) & 0x3F000) | ((bytes >> 2) & 0xFC0) | (bytes & 0x3F);
            if ((bytes & 0xF8C0C0C0) != 0xF0808080 || codePoint - 0x10000 > 0xFFFFF)
                return CodePointClass.Other;
            length = 4;
        }

        return CodePointTable.Classes[(CodePointTable.Blocks[(int)(codePoint >> 8)] << 8) + (byte)codePoint];
    }

    /// <summary>The last one to three bytes of a text; what is missing is no continuation.</summary>
    private static uint ReadAtEnd(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        bytes.Clear();
        text.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
