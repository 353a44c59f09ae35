using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>Two neighbours merge when the list of merges holds them.</summary>
internal readonly struct ListedMerges(MergeTable table) : IMergeRule
{
    public int RankCount => table.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int InitialRank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id) => table.Find(left, right, out id);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Rank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id) => table.Find(left, right, out id);
}
