using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>Two neighbours merge when what they join to is a token.</summary>
/// <remarks>The same pairs of ids come again and again: the last answer for each of 65,536 places is remembered, which costs one look into the
/// second-level cache instead of hashing the bytes. One thread's encoder owns it.</remarks>
internal readonly struct VocabularyMerges(PieceTable table, int[]? ranks) : IMergeRule
{
    private const int PlaceBits = 16;

    /// <summary>Ids of up to so many bits are remembered.</summary>
    private const int IdBits = 20;

    /// <summary>What of a pair its place does not tell.</summary>
    private const int TagBits = (2 * IdBits) - PlaceBits;

    /// <summary>In the upper half the tag of a pair plus one, so that 0 is none; in the lower its id.</summary>
    private readonly ulong[] _answers = new ulong[1 << PlaceBits];

    public int RankCount => table.Size;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int InitialRank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id)
    {
        // Two single bytes, which most pieces begin with: their own small table.
        if (end - start != 2 || (left | right) < 0)
            return Rank(text, start, end, left, right, out id);
        id = table.FindPair(text[start], text[start + 1]);
        return RankOf(id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id)
    {
        id = (uint)(left | right) < 1u << IdBits ? Remembered(text, start, end, left, right) : FindId(text, start, end, left, right);
        return RankOf(id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int RankOf(int id) => id < 0 ? MergeList.NoRank : ranks is null ? id : ranks[id];

    /// <summary>Multiplying by an odd number is one to one: place and tag together tell the pair.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Remembered(ReadOnlySpan<byte> text, int start, int end, int left, int right)
    {
        ulong pair = ((((ulong)(uint)left << IdBits) | (uint)right) * 0x9E3779B97F4A7C15) & ((1ul << (2 * IdBits)) - 1);
        ulong tag = (pair & ((1ul << TagBits) - 1)) + 1;
        ref ulong answer = ref _answers[pair >> TagBits];
        if (answer >> 32 != tag)
            answer = (tag << 32) | (uint)FindId(text, start, end, left, right);
        return (int)answer;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private int FindId(ReadOnlySpan<byte> text, int start, int end, int left, int right) =>
        end - start <= table.LongestLength && (left | right) >= 0 ? table.FindPart(text, start, end) : -1;
}
