using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>From every id, added tokens included, to its bytes: one array of bytes and where each token begins in it.</summary>
/// <remarks>Beside it stands a slot of 16 bytes for each id, filled by the first text that is decoded: the bytes of a token of up to 15 and, last, their
/// number. Nearly every token of a text then costs one access to memory that is in no cache, not two.</remarks>
internal sealed class DecodingTable
{
    /// <summary>The bytes of a slot, which are copied at once.</summary>
    private const int SlotLength = 16;

    /// <summary>The last byte of the slot of a token that is none, has no bytes, is special, or is too long for a slot.</summary>
    private const byte NoSlot = byte.MaxValue;

    private readonly byte[] _bytes;
    private readonly int[] _offsets;
    private readonly bool[] _isSpecial;
    private byte[]? _slots;

    /// <summary>Extends a vocabulary by the added tokens; where an id has both, the added token counts.</summary>
    public DecodingTable(Vocabulary vocabulary, IReadOnlyList<AddedToken> added, int size)
    {
        var contents = new Dictionary<int, byte[]>();
        int addedBytes = 0;
        _isSpecial = new bool[size];
        int firstAdded = size;
        foreach (AddedToken token in added)
        {
            // Two added tokens may share an id, as in o200k_harmony: the one listed first is what the id decodes to.
            byte[] bytes = Encoding.UTF8.GetBytes(token.Content);
            addedBytes += bytes.Length;
            if (contents.TryAdd(token.Id, bytes))
                _isSpecial[token.Id] = token.IsSpecial;
            firstAdded = Math.Min(firstAdded, token.Id);
        }

        _offsets = new int[size + 1];
        _bytes = new byte[vocabulary.AllBytes.Length + addedBytes];
        // Up to the first added token the two tables are the same.
        int shared = Math.Min(firstAdded, vocabulary.Size), at = vocabulary.Offsets[shared];
        vocabulary.Offsets[..(shared + 1)].CopyTo(_offsets);
        vocabulary.AllBytes[..at].CopyTo(_bytes);
        for (int id = shared; id < size; id++)
        {
            ReadOnlySpan<byte> token = contents.TryGetValue(id, out byte[]? content) ? content : vocabulary.Contains(id) ? vocabulary.GetBytes(id) : [];
            token.CopyTo(_bytes.AsSpan(at));
            at += token.Length;
            _offsets[id + 1] = at;
        }
    }

    public bool IsSpecial(int id) => (uint)id < (uint)_isSpecial.Length && _isSpecial[id];

    public ReadOnlySpan<byte> Bytes(int id)
    {
        if ((uint)id >= (uint)_isSpecial.Length || _offsets[id] == _offsets[id + 1])
            Throw(id);
        return _bytes.AsSpan(_offsets[id], _offsets[id + 1] - _offsets[id]);
    }

    /// <summary>Writes the bytes of all the tokens into a rented array, which grows as needed.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Join(ReadOnlySpan<int> ids, ref byte[] destination, bool skipSpecialTokens)
    {
        byte[] slots = _slots ??= FillSlots(), room = destination;
        ref byte source = ref MemoryMarshal.GetArrayDataReference(slots);
        int size = _isSpecial.Length, at = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)size)
                Throw(id);
            Vector128<byte> slot = Vector128.LoadUnsafe(ref source, (nuint)id * SlotLength);
            int length = slot[SlotLength - 1];
            if (length == NoSlot)
            {
                if (skipSpecialTokens && _isSpecial[id])
                    continue;
                ReadOnlySpan<byte> token = Bytes(id);
                if (at > room.Length - SlotLength - token.Length)
                    room = destination = Grow(destination, at, token.Length);
                token.CopyTo(room.AsSpan(at));
                at += token.Length;
                continue;
            }

            if (at > room.Length - SlotLength)
                room = destination = Grow(destination, at, SlotLength);
            slot.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(room), (nuint)at);
            at += length;
        }

        return at;
    }

    private byte[] FillSlots()
    {
        byte[] slots = new byte[checked(SlotLength * _isSpecial.Length)];
        for (int id = 0; id < _isSpecial.Length; id++)
        {
            int offset = _offsets[id], length = _offsets[id + 1] - offset;
            Span<byte> slot = slots.AsSpan(SlotLength * id, SlotLength);
            bool fits = length is > 0 and < SlotLength && !_isSpecial[id];
            slot[^1] = fits ? (byte)length : NoSlot;
            if (fits)
                _bytes.AsSpan(offset, length).CopyTo(slot);
        }

        return slots;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Grow(byte[] full, int count, int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(2 * full.Length, count + more + SlotLength)));
        full.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int id) => throw new ArgumentOutOfRangeException("ids", id, $"Decode: no token has id {id}.");
}
