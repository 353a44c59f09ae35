using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Tokenization;

/// <summary>Merges a short piece: the symbols stand in arrays that close up after every merge, the smallest rank is searched.</summary>
/// <remarks>Quadratic in the symbols, with a constant so small that nothing beats it up to a few hundred; longer pieces go to <see cref="MergeQueue"/>.</remarks>
internal sealed class MergeList
{
    /// <summary>The rank of a pair that does not merge: larger than any other.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>The most symbols a piece handled here has.</summary>
    public const int Capacity = 128;

    private readonly int[] _starts = new int[Capacity + 1];
    private readonly int[] _ids = new int[Capacity];
    private readonly int[] _ranks = new int[Capacity];
    private readonly int[] _merged = new int[Capacity];

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol.</summary>
    public Span<int> Ids => _ids;

    /// <summary>Merges the first <paramref name="count"/> symbols, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        int[] starts = _starts, ids = _ids, ranks = _ranks, merged = _merged;
        for (int i = 0; i < count - 1; i++)
            ranks[i] = rule.Rank(text, starts[i], starts[i + 2], ids[i], ids[i + 1], out merged[i]);
        while (count > 1)
        {
            int best = IndexOfMinimum(ranks.AsSpan(0, count - 1));
            if (ranks[best] == NoRank)
                break;
            ids[best] = merged[best];
            Close(starts, best + 1, count + 1);
            Close(ids, best + 1, count);
            Close(ranks, best + 1, count - 1);
            Close(merged, best + 1, count - 1);
            count--;
            if (best < count - 1)
                ranks[best] = rule.Rank(text, starts[best], starts[best + 2], ids[best], ids[best + 1], out merged[best]);
            if (best > 0)
                ranks[best - 1] = rule.Rank(text, starts[best - 1], starts[best + 1], ids[best - 1], ids[best], out merged[best - 1]);
        }

        return count;
    }

    /// <summary>The first place of the smallest number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfMinimum(ReadOnlySpan<int> numbers)
    {
        int best = 0, smallest = numbers[0];
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] < smallest)
            {
                smallest = numbers[i];
                best = i;
            }
        }

        return best;
    }

    /// <summary>Removes the number at <paramref name="gap"/> of the first <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Close(int[] numbers, int gap, int count)
    {
        if (gap < count - 1)
            MemoryMarshal.CreateReadOnlySpan(ref numbers[gap + 1], count - gap - 1).CopyTo(MemoryMarshal.CreateSpan(ref numbers[gap], count - gap - 1));
    }
}
