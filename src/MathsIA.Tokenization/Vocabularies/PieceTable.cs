using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Tokenization;

/// <summary>From the bytes of a token to its id: open addressing, four bytes a slot.</summary>
/// <remarks>A slot holds the id and, in the bits that ids leave free, a part of the hash: a look-up that fails reads hardly anything else, one that
/// succeeds compares the bytes. Slots are kept small because filling fresh memory is most of the time that loading a vocabulary takes.</remarks>
internal sealed class PieceTable
{
    private const int ShortLength = sizeof(ulong);
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Mixer = 0xD6E8FEB86659FD93;

    private readonly byte[] _bytes;
    private readonly int[] _offsets;

    /// <summary>In the lower <see cref="_idBits"/> the id plus one, above them a part of the hash; 0 is an empty slot.</summary>
    private readonly uint[] _slots;
    private readonly int _shift;
    private readonly int _idBits;

    /// <summary>The ids of all tokens of two bytes plus one, 0 where there is none.</summary>
    private readonly int[] _pairs;

    /// <summary>A bit for each hash, eight for each token: small enough for the second-level cache, where the slots are not.</summary>
    private readonly ulong[] _filter;
    private readonly int _filterShift;

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
        _slots = new uint[1 << bits];
        _shift = 64 - bits;
        _idBits = 32 - BitOperations.LeadingZeroCount((uint)count);
        _filter = new ulong[_slots.Length >> 4];
        _filterShift = _shift + 4;
        _pairs = new int[findsParts ? 1 << 16 : 0];
        Duplicate = Fill(out int longest, out int tokens);
        LongestLength = longest;
        Count = tokens;
    }

    /// <summary>One more than the largest id.</summary>
    public int Size => _offsets.Length - 1;

    /// <summary>How many tokens there are.</summary>
    public int Count { get; }

    /// <summary>The most bytes a token has.</summary>
    public int LongestLength { get; }

    /// <summary>An id whose bytes another, smaller id has too; -1 when there is none.</summary>
    public int Duplicate { get; }

    /// <summary>The id of a piece of text, or -1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first byte of the piece.</param>
    /// <param name="end">The byte after the last; at least one byte.</param>
    public int Find(ReadOnlySpan<byte> text, int start, int end) => Find(text, start, end, Hash(text, start, end - start));

    /// <summary>The id of a part of a piece, or -1: as <see cref="Find(ReadOnlySpan{byte}, int, int)"/>, but fast where the answer is no, which it
    /// mostly is while merging.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindPart(ReadOnlySpan<byte> text, int start, int end)
    {
        ulong hash = Hash(text, start, end - start);
        return ((_filter[hash >> _filterShift] >> (int)(hash & 63)) & 1) == 0 ? -1 : Find(text, start, end, hash);
    }

    /// <summary>The id of a token of two bytes, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindPair(byte first, byte second) => _pairs[(first << 8) | second] - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<byte> text, int start, int end, ulong hash)
    {
        uint[] slots = _slots;
        uint part = PartOf(hash);
        for (uint i = (uint)(hash >> _shift); slots[i] is not 0 and uint slot; i = (i + 1) & (uint)(slots.Length - 1))
        {
            int id = (int)(slot - part) - 1;
            if ((uint)id < (uint)Size && IsToken(id, text, start, end - start))
                return id;
        }

        return -1;
    }

    /// <summary>What a slot holds above the id: the bits of the hash below those that are its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint PartOf(ulong hash) => (uint)((hash << (64 - _shift)) >> 32) >> _idBits << _idBits;

    /// <summary>Whether a token has the bytes of a stretch of text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsToken(int id, ReadOnlySpan<byte> text, int start, int length)
    {
        int offset = _offsets[id];
        if (_offsets[id + 1] - offset != length)
            return false;
        return length <= ShortLength
            ? ShortKey(text, start, length) == ShortKey(_bytes, offset, length)
            : text.Slice(start, length).SequenceEqual(_bytes.AsSpan(offset, length));
    }

    /// <summary>The hash of at least one byte: its upper bits are the place of the slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> text, int start, int length)
    {
        ulong key = length <= ShortLength ? ShortKey(text, start, length) : LongKey(text.Slice(start, length));
        return (key ^ ((ulong)(uint)length << 56) ^ (key >> 32)) * Golden;
    }

    /// <summary>Up to eight bytes as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShortKey(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start <= text.Length - sizeof(ulong))
        {
            int unused = 64 - (8 * length);
            return Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), start)) << unused >> unused;
        }

        return ShortKeyAtEnd(text.Slice(start, length));
    }

    /// <summary>A 64-bit hash of nine bytes or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LongKey(ReadOnlySpan<byte> piece)
    {
        ref byte first = ref MemoryMarshal.GetReference(piece);
        ulong hash = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, piece.Length - sizeof(ulong))) * Mixer;
        for (int i = 0; i < piece.Length - sizeof(ulong); i += sizeof(ulong))
            hash = (BitOperations.RotateLeft(hash, 29) ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, i))) * Golden;
        return hash ^ (hash >> 32);
    }

    private static ulong ShortKeyAtEnd(ReadOnlySpan<byte> piece)
    {
        ulong key = 0;
        for (int i = piece.Length - 1; i >= 0; i--)
            key = (key << 8) | piece[i];
        return key;
    }

    /// <summary>Enters every token; returns the first duplicate.</summary>
    /// <remarks>Runs once, on hundreds of thousands of tokens, so it must not wait for the compiler's second tier. Slots are far apart: those of
    /// a batch are fetched together before any is used.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe int Fill(out int longest, out int count)
    {
        const int Batch = 64;
        ulong* hashes = stackalloc ulong[Batch];
        longest = count = 0;
        fixed (uint* slots = _slots)
        {
            for (int first = 0; first < Size; first += Batch)
            {
                int size = Math.Min(Batch, Size - first);
                for (int k = 0; k < size; k++)
                {
                    int start = _offsets[first + k], length = _offsets[first + k + 1] - start;
                    hashes[k] = Hash(_bytes, start, length);
                    if (Sse.IsSupported)
                        Sse.Prefetch0(slots + (hashes[k] >> _shift));
                    longest = Math.Max(longest, length);
                    count += length > 0 ? 1 : 0;
                }

                for (int k = 0; k < size; k++)
                {
                    if (!Enter(slots, first + k, hashes[k]))
                        return first + k;
                }
            }
        }

        return -1;
    }

    /// <summary>Enters one token, unless another has the same bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe bool Enter(uint* slots, int id, ulong hash)
    {
        int start = _offsets[id], length = _offsets[id + 1] - start;
        if (length == 0)
            return true;
        _filter[hash >> _filterShift] |= 1ul << (int)(hash & 63);
        if (length == 2 && _pairs.Length > 0)
            _pairs[(_bytes[start] << 8) | _bytes[start + 1]] = id + 1;
        uint i = (uint)(hash >> _shift), last = (uint)(_slots.Length - 1), part = PartOf(hash);
        for (; slots[i] != 0; i = (i + 1) & last)
        {
            int other = (int)(slots[i] - part) - 1;
            if ((uint)other < (uint)id && IsToken(other, _bytes, start, length))
                return false;
        }

        slots[i] = part | (uint)(id + 1);
        return true;
    }
}
