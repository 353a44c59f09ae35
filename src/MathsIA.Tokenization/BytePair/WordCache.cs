using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Remembers the tokens of words met before: pieces of up to 15 bytes that have up to three tokens, which is nearly all of most texts.</summary>
/// <remarks>A word takes 32 bytes, and one comparison of 16 tells it from all others: its bytes, and its length in the last. The words of a text
/// fit the second-level cache beside it, which the vocabulary's own table does not. Belongs to one thread's encoder.</remarks>
internal sealed class WordCache
{
    /// <summary>The longest word, in bytes.</summary>
    public const int LongestWord = 15;

    /// <summary>The most tokens of a word.</summary>
    public const int MostTokens = 3;

    /// <summary>The words that share a place. With four, hardly a word of a long text is pushed out by another; with two, one in six.</summary>
    private const int Ways = 4;

    private const int PlaceBits = 14;

    private readonly Line[] _lines = new Line[Ways << PlaceBits];

    /// <summary>The tokens of one word.</summary>
    public struct Line
    {
        /// <summary>The word.</summary>
        public Vector128<byte> Word;

        /// <summary>The ids, those behind <see cref="Count"/> without meaning.</summary>
        public int First, Second, Third;

        /// <summary>How many tokens.</summary>
        public int Count;
    }

    /// <summary>A word as a vector: its bytes, zero behind them, and its length in the last. What is too long for a word gets a length that no
    /// word has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start > text.Length - Vector128<byte>.Count)
            return LoadAtEnd(text, start, length);
        Vector128<byte> bytes = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)start);
        bytes &= Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)Math.Min(length, LongestWord)));
        return bytes | (Vector128.Create((byte)Math.Min(length, byte.MaxValue)) & Vector128.Create(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte.MaxValue));
    }

    /// <summary>The line used last of those at a word's place: most often the word's own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Line Newest(Vector128<byte> word)
    {
        Vector128<ulong> halves = word.AsUInt64();
        ulong hash = (halves[0] * 0x9E3779B97F4A7C15) + (halves[1] * 0xD6E8FEB86659FD93);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lines), Ways * (nint)(hash >> (64 - PlaceBits)));
    }

    /// <summary>Makes the line of a word, which is not the newest of its place, the newest.</summary>
    /// <returns>Whether the word is remembered.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public bool BringForward(Vector128<byte> word)
    {
        ref Line newest = ref Newest(word);
        for (int way = 1; way < Ways; way++)
        {
            Line line = Unsafe.Add(ref newest, way);
            if (line.Word != word)
                continue;
            MoveBack(ref newest, way);
            newest = line;
            return true;
        }

        return false;
    }

    /// <summary>Remembers a word in place of the one, of those that share a place, that was used longest ago.</summary>
    public void Add(Vector128<byte> word, ReadOnlySpan<int> ids)
    {
        ref Line newest = ref Newest(word);
        MoveBack(ref newest, Ways - 1);
        newest = new() { Word = word, First = ids[0], Second = ids.Length > 1 ? ids[1] : 0, Third = ids.Length > 2 ? ids[2] : 0, Count = ids.Length };
    }

    /// <summary>Moves the first lines of a place one back, over the one at <paramref name="way"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MoveBack(ref Line newest, int way)
    {
        for (; way > 0; way--)
            Unsafe.Add(ref newest, way) = Unsafe.Add(ref newest, way - 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<byte> LoadAtEnd(ReadOnlySpan<byte> text, int start, int length)
    {
        Span<byte> word = stackalloc byte[LongestWord + 1];
        word.Clear();
        text.Slice(start, Math.Min(length, LongestWord)).CopyTo(word);
        word[LongestWord] = (byte)Math.Min(length, byte.MaxValue);
        return Vector128.Create<byte>(word);
    }
}
