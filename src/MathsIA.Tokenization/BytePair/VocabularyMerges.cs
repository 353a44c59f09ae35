using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>Two neighbours merge when what they join to is a token.</summary>
internal readonly struct VocabularyMerges(PieceTable table, int[]? ranks) : IMergeRule
{
    public int RankCount => table.Size;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id)
    {
        id = end - start <= table.LongestLength && (left | right) >= 0 ? table.Find(text, start, end) : -1;
        if (id < 0)
            return MergeList.NoRank;
        return ranks is null ? id : ranks[id];
    }
}
