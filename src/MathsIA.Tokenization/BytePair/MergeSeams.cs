using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Tokenization;

/// <summary>What a vocabulary tells about a piece before anything is merged: where it can be cut, what of it merges at all, and which characters
/// merge whatever stands beside them.</summary>
/// <remarks>
/// <para>Two neighbouring bytes that no token holds side by side never come together: what is before and what is behind merge on their own. The
/// first merge between two such places joins two bytes: where no two neighbours are a token, every byte is.</para>
/// <para>A character is one symbol from the beginning when its own merges all rank before any merge that touches it. That is so when (1) its
/// bytes merge to it alone, by ranks up to its own; (2) every other token that holds it whole has a higher rank; (3) so has every token that goes
/// across its first or last border with a part of a character on either side. (1) and (2) are properties of the vocabulary, (3) of the two bytes at
/// the border. While the character is not complete one of its own merges is waiting, so every merge made has a rank up to its
/// own and does not touch it; and none that touches it would be made earlier if it were complete.</para>
/// <para>Built on the first piece that needs it: some milliseconds, 600 kB.</para>
/// </remarks>
internal sealed class MergeSeams
{
    /// <summary>Two neighbouring bytes: a token holds them side by side, or they are a token themselves. Neither is 0.</summary>
    private const byte Joins = 1, Merges = 2;

    private readonly byte[] _pairs = new byte[1 << 16];
    private readonly int[] _characters;
    private readonly int[] _lowestAcross;
    private readonly int[]? _ranks;

    /// <summary>Looks through a vocabulary.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ranks">Their ranks; null where they are the ids.</param>
    /// <param name="joinsCharacters">Whether any two neighbours merge when they join to a token, so that what is said about characters holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MergeSeams(Vocabulary vocabulary, int[]? ranks, bool joinsCharacters)
    {
        _ranks = ranks;
        _characters = new int[joinsCharacters ? 1 << 16 : 0];
        _lowestAcross = new int[_characters.Length];
        _characters.AsSpan().Fill(-1);
        _lowestAcross.AsSpan().Fill(int.MaxValue);
        ReadOnlySpan<byte> bytes = vocabulary.AllBytes;
        ReadOnlySpan<int> offsets = vocabulary.Offsets;
        for (int id = 0; id < vocabulary.Size; id++)
        {
            ReadOnlySpan<byte> token = bytes[offsets[id]..offsets[id + 1]];
            for (int i = 1; i < token.Length; i++)
            {
                ref byte pair = ref _pairs[Pair(token[i - 1], token[i])];
                pair = token.Length == 2 ? Merges : Math.Max(pair, Joins);
            }

            if (joinsCharacters && token.Length is 2 or 3 && UnitLength(token, 0) == token.Length && MergesAlone(vocabulary.Table, token, id))
                _characters[CodePoint(token, 0, token.Length)] = id;
        }

        if (!joinsCharacters)
            return;
        for (int id = 0; id < vocabulary.Size; id++)
            Visit(bytes[offsets[id]..offsets[id + 1]], id);
    }

    /// <summary>Whether a piece of at least one byte is its bytes: none of them merge, and no token has them all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBytes(ReadOnlySpan<byte> text, int start, int end) => FindMerge(text, start, end) == end && FindCutBefore(text, start, end) > start;

    /// <summary>The first part of a piece, from <paramref name="start"/> to <paramref name="end"/>, in which bytes merge; what is before it does
    /// not. An empty part at the end when nothing merges.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Piece FindPart(ReadOnlySpan<byte> text, int start, int end)
    {
        int merge = FindMerge(text, start, end);
        return merge == end ? new(end, end) : new(FindCutBefore(text, start, merge), FindCutAfter(text, merge, end));
    }

    /// <summary>The second of the first two bytes that are a token, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindMerge(ReadOnlySpan<byte> text, int start, int end)
    {
        ref byte pairs = ref MemoryMarshal.GetArrayDataReference(_pairs);
        ref byte bytes = ref MemoryMarshal.GetReference(text[..end]);
        int pair = text[start], at = start + 1;
        for (; at < end; at++)
        {
            pair = (ushort)((pair << 8) | Unsafe.Add(ref bytes, at));
            if (Unsafe.Add(ref pairs, pair) == Merges)
                break;
        }

        return at;
    }

    /// <summary>The last place before <paramref name="end"/> where a piece can be cut, or its start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindCutBefore(ReadOnlySpan<byte> text, int start, int end)
    {
        byte[] pairs = _pairs;
        for (end--; end > start && pairs[Pair(text[end - 1], text[end])] != 0;)
            end--;
        return end;
    }

    /// <summary>The first place after <paramref name="start"/> where a piece can be cut, or its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindCutAfter(ReadOnlySpan<byte> text, int start, int end)
    {
        byte[] pairs = _pairs;
        for (start++; start < end && pairs[Pair(text[start - 1], text[start])] != 0;)
            start++;
        return start;
    }

    /// <summary>The id and the length of the character at a place between <paramref name="start"/> and <paramref name="end"/> that is a symbol of its
    /// own; -1 when its bytes are symbols.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindCharacter(ReadOnlySpan<byte> text, int start, int at, int end, out int length)
    {
        length = UnitLength(text[..end], at);
        if (length is not (2 or 3) || _characters.Length == 0)
            return -1;
        int id = _characters[CodePoint(text, at, length)], after = at + length;
        if (id < 0)
            return -1;
        int rank = RankOf(id);
        return (at == start || rank < _lowestAcross[Pair(text[at - 1], text[at])]) && (after == end || rank < _lowestAcross[Pair(text[after - 1], text[after])]) ? id : -1;
    }

    /// <summary>(1): two bytes merge at once; of three, the pair that merges first must rank before the character.</summary>
    private bool MergesAlone(PieceTable table, ReadOnlySpan<byte> character, int id)
    {
        if (character.Length == 2)
            return true;
        int first = table.FindPair(character[0], character[1]), second = table.FindPair(character[1], character[2]);
        return (first >= 0 && RankOf(first) < RankOf(id)) || (second >= 0 && RankOf(second) < RankOf(id));
    }

    /// <summary>(2) and (3) for one token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(ReadOnlySpan<byte> token, int id)
    {
        int rank = RankOf(id);
        bool wasPart = false;
        for (int at = 0, length; at < token.Length; at += length)
        {
            length = UnitLength(token, at);
            bool isPart = length == 0;
            length = Math.Max(length, 1);
            if (at > 0 && (isPart || wasPart))
            {
                ref int lowest = ref _lowestAcross[Pair(token[at - 1], token[at])];
                lowest = Math.Min(lowest, rank);
            }

            if (length is 2 or 3 && length < token.Length)
            {
                ref int character = ref _characters[CodePoint(token, at, length)];
                if (character >= 0 && rank <= RankOf(character))
                    character = -1;
            }

            wasPart = isPart;
        }
    }

    private int RankOf(int id) => _ranks is null ? id : _ranks[id];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Pair(byte first, byte second) => (first << 8) | second;

    /// <summary>The bytes of a lead and all its continuations, or one of ASCII; 0 for a part of a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int UnitLength(ReadOnlySpan<byte> text, int at)
    {
        int lead = text[at];
        if (lead < 0x80)
            return 1;
        int length = lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        // Overlong forms too are parts: each character has one form, so its code point tells it.
        if (length > text.Length - at || lead is 0xC0 or 0xC1 || (lead == 0xE0 && text[at + 1] < 0xA0))
            return 0;
        for (int i = 1; i < length; i++)
        {
            if ((text[at + i] & 0xC0) != 0x80)
                return 0;
        }

        return length;
    }

    /// <summary>What two or three bytes encode.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CodePoint(ReadOnlySpan<byte> text, int at, int length) => length == 2
        ? ((text[at] & 0x1F) << 6) | (text[at + 1] & 0x3F)
        : ((text[at] & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F);
}
