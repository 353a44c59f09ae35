using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The tokens of a model: bytes to ids and back. Immutable.</summary>
/// <remarks>Ids may have gaps. A byte-level vocabulary holds raw bytes, not the printable stand-ins of GPT-2's files.</remarks>
public sealed partial class Vocabulary
{
    private readonly byte[] _bytes;
    private readonly int[] _offsets;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="tokens">The bytes of every token at the place of its id; empty where an id is not used.</param>
    /// <exception cref="ArgumentException">Two ids have the same bytes.</exception>
    public Vocabulary(IReadOnlyList<ReadOnlyMemory<byte>> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        _offsets = new int[tokens.Count + 1];
        for (int id = 0; id < tokens.Count; id++)
            _offsets[id + 1] = checked(_offsets[id] + tokens[id].Length);
        _bytes = new byte[_offsets[^1]];
        for (int id = 0; id < tokens.Count; id++)
            tokens[id].Span.CopyTo(_bytes.AsSpan(_offsets[id]));
        Table = new(_bytes, _offsets, findsParts: true);
        Count = Table.Count;
        if (Table.Duplicate >= 0)
            throw new ArgumentException($"Vocabulary: id {Table.Duplicate} has the bytes of id {Table.Find(GetBytes(Table.Duplicate), 0, LengthOf(Table.Duplicate))}.", nameof(tokens));
    }

    /// <summary>The number of tokens.</summary>
    public int Count { get; }

    /// <summary>One more than the largest id.</summary>
    public int Size => _offsets.Length - 1;

    /// <summary>The index of the tokens, for the models' hot loops.</summary>
    internal PieceTable Table { get; }

    /// <summary>All bytes, in the order of the ids, perhaps behind others, and where each token begins.</summary>
    internal ReadOnlySpan<byte> AllBytes => _bytes;

    internal ReadOnlySpan<int> Offsets => _offsets;

    /// <summary>Whether an id is used.</summary>
    /// <param name="id">Any number.</param>
    public bool Contains(int id) => (uint)id < (uint)Size && LengthOf(id) > 0;

    /// <summary>The bytes of a token.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has this id.</exception>
    public ReadOnlySpan<byte> GetBytes(int id)
    {
        if (!Contains(id))
            throw new ArgumentOutOfRangeException(nameof(id), id, $"Vocabulary: no token has id {id}.");
        return _bytes.AsSpan(_offsets[id], LengthOf(id));
    }

    /// <summary>The token as text; bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has this id.</exception>
    public string GetText(int id) => Encoding.UTF8.GetString(GetBytes(id));

    /// <summary>Finds the id of a token.</summary>
    /// <param name="token">Its bytes.</param>
    /// <param name="id">Its id, or -1.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetId(ReadOnlySpan<byte> token, out int id)
    {
        id = token.IsEmpty ? -1 : Table.Find(token, 0, token.Length);
        return id >= 0;
    }

    /// <summary>Finds the id of a token.</summary>
    /// <param name="token">Its text.</param>
    /// <param name="id">Its id, or -1.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetId(string token, out int id) => TryGetId(Encoding.UTF8.GetBytes(token), out id);

    /// <summary>The number of bytes of an id that exists or is a gap.</summary>
    internal int LengthOf(int id) => _offsets[id + 1] - _offsets[id];
}
