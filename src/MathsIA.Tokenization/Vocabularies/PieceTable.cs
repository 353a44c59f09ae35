using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Tokenization;

/// <summary>From the bytes of a token to its id: open addressing, one cache line a look-up for tokens of up to eight bytes.</summary>
/// <remarks>
/// Eight bytes and the length are the key itself, so the slot decides. Longer tokens have a 64-bit hash as their key,
/// and the bytes themselves are compared.
/// </remarks>
internal sealed class PieceTable
{
    /// <summary>The longest token whose bytes are its key.</summary>
    public const int ShortLength = sizeof(ulong);

    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Mixer = 0xD6E8FEB86659FD93;

    private readonly byte[] _bytes;
    private readonly int[] _offsets;
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <summary>The ids of all tokens of two bytes, -1 where there is none.</summary>
    private readonly int[] _pairs;

    /// <summary>A bit for each hash, eight for each token: small enough for the second-level cache, where the slots are not.</summary>
    private readonly ulong[] _filter;
    private readonly int _filterShift;

    private struct Slot
    {
        public ulong Key;
        public int Id;
        public int Length;
    }

    /// <summary>Indexes the tokens <c>bytes[offsets[id]..offsets[id + 1]]</c>; an empty one is no token.</summary>
    /// <param name="bytes">The bytes of all tokens.</param>
    /// <param name="offsets">Where each begins.</param>
    /// <param name="findsParts">Whether <see cref="FindPair"/> will be called.</param>
    public PieceTable(byte[] bytes, int[] offsets, bool findsParts)
    {
        _bytes = bytes;
        _offsets = offsets;
        int count = offsets.Length - 1;
        int bits = 64 - BitOperations.LeadingZeroCount((ulong)Math.Max(32, count + (count / 2L)));
        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
        _filter = new ulong[_slots.Length >> 4];
        _filterShift = _shift + 4;
        _pairs = new int[findsParts ? 1 << 16 : 0];
        _pairs.AsSpan().Fill(-1);
        Duplicate = Fill(out int longest);
        LongestLength = longest;
    }

    /// <summary>One more than the largest id.</summary>
    public int Size => _offsets.Length - 1;

    /// <summary>The most bytes a token has.</summary>
    public int LongestLength { get; }

    /// <summary>An id whose bytes another, smaller id has too; -1 when there is none.</summary>
    public int Duplicate { get; }

    /// <summary>The id of a piece of text, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first byte of the piece.</param>
    /// <param name="end">The byte after the last; at least one byte.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(ReadOnlySpan<byte> text, int start, int end)
    {
        int length = end - start;
        return length <= ShortLength ? FindShort(ShortKey(text, start, length), length) : FindLong(text.Slice(start, length));
    }

    /// <summary>The id of a part of a piece, or -1: as <see cref="Find"/>, but fast where the answer is no, which it mostly is while merging.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindPart(ReadOnlySpan<byte> text, int start, int end)
    {
        int length = end - start;
        ulong key = length <= ShortLength ? ShortKey(text, start, length) : LongKey(text.Slice(start, length));
        ulong hash = Mix(key, length);
        if (((_filter[hash >> _filterShift] >> (int)(hash & 63)) & 1) == 0)
            return -1;
        return length <= ShortLength ? FindShort(key, length) : FindLong(text.Slice(start, length));
    }

    /// <summary>The id of a token of two bytes, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindPair(byte first, byte second) => _pairs[(first << 8) | second];

    /// <summary>The bytes of a short piece as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ShortKey(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start <= text.Length - sizeof(ulong))
        {
            int unused = 64 - (8 * length);
            return Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)) << unused >> unused;
        }

        return ShortKeyAtEnd(text.Slice(start, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindShort(ulong key, int length)
    {
        Slot[] slots = _slots;
        for (uint i = (uint)(Mix(key, length) >> _shift); ; i = (i + 1) & (uint)(slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[i];
            if (slot.Key == key && slot.Length == length)
                return slot.Id;
            if (slot.Length == 0)
                return -1;
        }
    }

    /// <summary>The id of a piece longer than <see cref="ShortLength"/>, or -1.</summary>
    public int FindLong(ReadOnlySpan<byte> piece)
    {
        ulong key = LongKey(piece);
        Slot[] slots = _slots;
        for (uint i = (uint)(Mix(key, piece.Length) >> _shift); ; i = (i + 1) & (uint)(slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[i];
            if (slot.Key == key && slot.Length == piece.Length && piece.SequenceEqual(_bytes.AsSpan(_offsets[slot.Id], piece.Length)))
                return slot.Id;
            if (slot.Length == 0)
                return -1;
        }
    }

    /// <summary>A 64-bit hash of nine bytes or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong LongKey(ReadOnlySpan<byte> piece)
    {
        ref byte first = ref MemoryMarshal.GetReference(piece);
        ulong hash = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, piece.Length - sizeof(ulong))) * Mixer;
        for (int i = 0; i < piece.Length - sizeof(ulong); i += sizeof(ulong))
            hash = (BitOperations.RotateLeft(hash, 29) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i))) * Golden;
        return hash ^ (hash >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong key, int length) => (key ^ ((ulong)(uint)length << 56) ^ (key >> 32)) * Golden;

    private static ulong ShortKeyAtEnd(ReadOnlySpan<byte> piece)
    {
        ulong key = 0;
        for (int i = piece.Length - 1; i >= 0; i--)
            key = (key << 8) | piece[i];
        return key;
    }

    /// <summary>Enters every token; returns the first duplicate.</summary>
    /// <remarks>Runs once, on hundreds of thousands of tokens, so it must not wait for the compiler's second tier.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fill(out int longest)
    {
        longest = 0;
        Slot[] slots = _slots;
        int[] offsets = _offsets;
        ReadOnlySpan<byte> bytes = _bytes;
        for (int id = 0; id < offsets.Length - 1; id++)
        {
            int start = offsets[id], length = offsets[id + 1] - start;
            if (length == 0)
                continue;
            longest = Math.Max(longest, length);
            ulong key = length <= ShortLength ? ShortKey(bytes, start, length) : LongKey(bytes.Slice(start, length));
            ulong hash = Mix(key, length);
            _filter[hash >> _filterShift] |= 1ul << (int)(hash & 63);
            if (length == 2 && _pairs.Length > 0)
                _pairs[(bytes[start] << 8) | bytes[start + 1]] = id;
            uint i = (uint)(hash >> _shift);
            while (slots[i].Length != 0)
            {
                if (slots[i].Key == key && slots[i].Length == length
                    && (length <= ShortLength || bytes.Slice(start, length).SequenceEqual(bytes.Slice(offsets[slots[i].Id], length))))
                    return id;
                i = (i + 1) & (uint)(slots.Length - 1);
            }

            slots[i] = new() { Key = key, Id = id, Length = length };
        }

        return -1;
    }
}
