using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>Two neighbours merge when what they join to is a token.</summary>
/// <remarks>The same pairs of ids come again and again: the last answer for each of 16,384 places is remembered, which costs one look into the
/// second-level cache instead of hashing the bytes. One thread's encoder owns it.</remarks>
internal readonly struct VocabularyMerges(PieceTable table, int[]? ranks) : IMergeRule
{
    private const int Bits = 14;

    private readonly Answer[] _answers = new Answer[1 << Bits];

    private struct Answer
    {
        /// <summary>The pair of ids plus one, so that 0 is none.</summary>
        public ulong Pair;
        public int Id;
    }

    public int RankCount => table.Size;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id)
    {
        ulong pair = (((ulong)(uint)left << 32) | (uint)right) + 1;
        ref Answer answer = ref _answers[(pair * 0x9E3779B97F4A7C15) >> (64 - Bits)];
        if (answer.Pair != pair)
        {
            answer.Id = FindId(text, start, end, left, right);
            answer.Pair = pair;
        }

        id = answer.Id;
        if (id < 0)
            return MergeList.NoRank;
        return ranks is null ? id : ranks[id];
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private int FindId(ReadOnlySpan<byte> text, int start, int end, int left, int right) =>
        end - start <= table.LongestLength && (left | right) >= 0 ? table.FindPart(text, start, end) : -1;
}
