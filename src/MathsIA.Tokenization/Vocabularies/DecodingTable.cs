using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>From every id, added tokens included, to its bytes: one array of bytes and where each token begins in it.</summary>
internal sealed class DecodingTable
{
    /// <summary>The bytes copied at once.</summary>
    public const int BlockLength = 16;

    private readonly byte[] _bytes;
    private readonly int[] _offsets;
    private readonly bool[] _isSpecial;
    private readonly int _firstAdded;

    /// <summary>Extends a vocabulary by the added tokens; where an id has both, the added token counts.</summary>
    public DecodingTable(Vocabulary vocabulary, IReadOnlyList<AddedToken> added, int size)
    {
        var contents = new Dictionary<int, byte[]>();
        int addedBytes = 0;
        _isSpecial = new bool[size];
        _firstAdded = size;
        foreach (AddedToken token in added)
        {
            // Two added tokens may share an id, as in o200k_harmony: the one listed first is what the id decodes to.
            byte[] bytes = Encoding.UTF8.GetBytes(token.Content);
            addedBytes += bytes.Length;
            if (contents.TryAdd(token.Id, bytes))
                _isSpecial[token.Id] = token.IsSpecial;
            _firstAdded = Math.Min(_firstAdded, token.Id);
        }

        _offsets = new int[size + 1];
        // The copies of a block at a time read past the last token.
        _bytes = new byte[vocabulary.AllBytes.Length + addedBytes + BlockLength];
        // Up to the first added token the two tables are the same.
        int shared = Math.Min(_firstAdded, vocabulary.Size), at = vocabulary.Offsets[shared];
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
        int[] offsets = _offsets;
        byte[] room = destination;
        ref byte source = ref MemoryMarshal.GetArrayDataReference(_bytes);
        int at = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)(offsets.Length - 1))
                Throw(id);
            int offset = offsets[id], length = offsets[id + 1] - offset;
            if (length == 0)
                Throw(id);
            if (skipSpecialTokens && id >= _firstAdded && _isSpecial[id])
                continue;
            if (at > room.Length - BlockLength - length)
                room = destination = Grow(destination, at, length);
            if (length <= BlockLength)
                Vector128.LoadUnsafe(ref source, (nuint)offset).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(room), (nuint)at);
            else
                _bytes.AsSpan(offset, length).CopyTo(room.AsSpan(at));
            at += length;
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte[] Grow(byte[] full, int count, int more)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(2 * full.Length, count + more + BlockLength)));
        full.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int id) => throw new ArgumentOutOfRangeException("ids", id, $"Decode: no token has id {id}.");
}
