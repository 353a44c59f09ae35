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
        _isSpecial = new bool[size];
        _firstAdded = size;
        foreach (AddedToken token in added)
        {
            // Two added tokens may share an id, as in o200k_harmony: the one listed first is what the id decodes to.
            if (contents.TryAdd(token.Id, Encoding.UTF8.GetBytes(token.Content)))
                _isSpecial[token.Id] = token.IsSpecial;
            _firstAdded = Math.Min(_firstAdded, token.Id);
        }

        _offsets = new int[size + 1];
        // The copies of a block at a time read past the last token.
        _bytes = new byte[vocabulary.AllBytes.Length + contents.Values.Sum(content => content.Length) + BlockLength];
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

    /// <summary>The bytes of all the tokens together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    public int CountBytes(ReadOnlySpan<int> ids, bool skipSpecialTokens)
    {
        int[] offsets = _offsets;
        long sum = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)(offsets.Length - 1))
                Throw(id);
            int length = offsets[id + 1] - offsets[id];
            if (length == 0)
                Throw(id);
            sum += skipSpecialTokens && id >= _firstAdded && _isSpecial[id] ? 0 : length;
        }

        return checked((int)sum);
    }

    /// <summary>Writes the bytes of ids that <see cref="CountBytes"/> has checked.</summary>
    public void Join(ReadOnlySpan<int> ids, Span<byte> destination, bool skipSpecialTokens)
    {
        int[] offsets = _offsets;
        ref byte source = ref MemoryMarshal.GetArrayDataReference(_bytes);
        int at = 0;
        foreach (int id in ids)
        {
            int offset = offsets[id], length = offsets[id + 1] - offset;
            if (skipSpecialTokens && id >= _firstAdded && _isSpecial[id])
                continue;
            if (length <= BlockLength && at <= destination.Length - BlockLength)
                Vector128.LoadUnsafe(ref source, (nuint)offset).StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)at);
            else
                _bytes.AsSpan(offset, length).CopyTo(destination[at..]);
            at += length;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(int id) => throw new ArgumentOutOfRangeException("ids", id, $"Decode: no token has id {id}.");
}
