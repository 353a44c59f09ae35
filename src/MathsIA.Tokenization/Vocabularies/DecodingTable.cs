using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>From every id, added tokens included, to its bytes.</summary>
/// <remarks>The first text that is decoded fills a slot of 16 bytes for each id: the bytes of a token of up to 15 and, last, their number. Nearly
/// every token of a text then costs one access to memory that is in no cache.</remarks>
internal sealed class DecodingTable
{
    /// <summary>The bytes of a slot, which are copied at once.</summary>
    private const int SlotLength = 16;

    /// <summary>The last byte of the slot of an id without token, of a special token, or of one too long for a slot.</summary>
    private const byte NoSlot = byte.MaxValue;

    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<int, (byte[] Bytes, bool IsSpecial)> _added = [];
    private readonly int _size;
    private byte[]? _slots;

    /// <summary>Extends a vocabulary by the added tokens; where an id has both, the added token counts.</summary>
    public DecodingTable(Vocabulary vocabulary, IReadOnlyList<AddedToken> added, int size)
    {
        _vocabulary = vocabulary;
        _size = size;
        // Two added tokens may share an id, as in o200k_harmony: the one listed first is what the id decodes to.
        foreach (AddedToken token in added)
            _added.TryAdd(token.Id, (Encoding.UTF8.GetBytes(token.Content), token.IsSpecial));
    }

    public bool IsSpecial(int id) => _added.TryGetValue(id, out (byte[] Bytes, bool IsSpecial) token) && token.IsSpecial;

    public ReadOnlySpan<byte> Bytes(int id)
    {
        if (_added.TryGetValue(id, out (byte[] Bytes, bool IsSpecial) token))
            return token.Bytes;
        if (!_vocabulary.Contains(id))
            Throw(id);
        return _vocabulary.GetBytes(id);
    }

    /// <summary>Writes the bytes of all the tokens into a rented array, which grows as needed.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Join(ReadOnlySpan<int> ids, ref byte[] destination, bool skipSpecialTokens)
    {
        byte[] slots = _slots ??= FillSlots(), room = destination;
        ref byte source = ref MemoryMarshal.GetArrayDataReference(slots);
        int size = _size, at = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)size)
                Throw(id);
            Vector128<byte> slot = Vector128.LoadUnsafe(ref source, (nuint)id * SlotLength);
            int length = slot[SlotLength - 1];
            if (length == NoSlot)
            {
                if (skipSpecialTokens && IsSpecial(id))
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] FillSlots()
    {
        byte[] slots = new byte[checked(SlotLength * _size)];
        for (int id = 0; id < _size; id++)
            Fill(slots, id, id < _vocabulary.Size ? _vocabulary.AllBytes[_vocabulary.Offsets[id].._vocabulary.Offsets[id + 1]] : []);
        foreach ((int id, (byte[] bytes, bool isSpecial)) in _added)
            Fill(slots, id, isSpecial ? [] : bytes);
        return slots;
    }

    private static void Fill(byte[] slots, int id, ReadOnlySpan<byte> token)
    {
        Span<byte> slot = slots.AsSpan(SlotLength * id, SlotLength);
        bool fits = token.Length is > 0 and < SlotLength;
        slot[^1] = fits ? (byte)token.Length : NoSlot;
        if (fits)
            token.CopyTo(slot);
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
