using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Merges, round by round, the pairs of lowest rank while they are a good part of all: runs and repetitions, whatever their length.</summary>
/// <remarks>A round goes once through plain arrays and closes the gaps, so that a million equal characters never leave the cache for long; it
/// drops at least every sixteenth symbol, so all rounds together are linear. What they leave is for <see cref="MergeQueue"/>.</remarks>
internal static class MergeRounds
{
    private const int Share = 8;

    /// <summary>Merges as long as it is worth a round.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">The number of symbols; on return, of those left.</param>
    /// <param name="ids">The ids of the symbols.</param>
    /// <param name="starts">Where each begins, and after the last where the piece ends.</param>
    /// <param name="ranks">Memory as long as <paramref name="ids"/>.</param>
    /// <param name="rule">What merges.</param>
    /// <param name="steps">Grows by the symbols that rounds go over.</param>
    /// <returns>Whether nothing is left that merges.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run<TRule>(ReadOnlySpan<byte> text, ref int count, Span<int> ids, Span<int> starts, Span<int> ranks, in TRule rule, ref long steps) where TRule : struct, IMergeRule
    {
        for (int i = 0; i < count - 1; i++)
            ranks[i] = rule.InitialRank(text, starts[i], starts[i + 2], ids[i], ids[i + 1], out _);
        while (count > 1)
        {
            steps += count;
            ReadOnlySpan<int> pairs = ranks[..(count - 1)];
            int lowest = Minimum(pairs);
            if (lowest == MergeList.NoRank)
                return true;
            if (pairs.Count(lowest) < count / Share || !MergeAll(text, ref count, ids, starts, ranks, lowest, in rule))
                return false;
        }

        return true;
    }

    /// <summary>Merges the pairs of the lowest rank from left to right. A merge that creates a pair of no higher rank is the last.</summary>
    /// <returns>Whether there was no such.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool MergeAll<TRule>(ReadOnlySpan<byte> text, ref int count, Span<int> ids, Span<int> starts, Span<int> ranks, int lowest, in TRule rule) where TRule : struct, IMergeRule
    {
        bool goesOn = true;
        int kept = 0;
        for (int i = 0; i < count; kept++)
        {
            if (i == count - 1 || ranks[i] != lowest || !goesOn)
            {
                (ids[kept], starts[kept], ranks[kept]) = (ids[i], starts[i], ranks[i]);
                i++;
                continue;
            }

            _ = rule.Rank(text, starts[i], starts[i + 2], ids[i], ids[i + 1], out int id);
            (ids[kept], starts[kept]) = (id, starts[i]);
            i += 2;
            if (kept > 0)
                goesOn &= (ranks[kept - 1] = rule.Rank(text, starts[kept - 1], starts[i], ids[kept - 1], id, out _)) > lowest;
            if (i < count)
                goesOn &= (ranks[kept] = rule.Rank(text, starts[kept], starts[i + 1], id, ids[i], out _)) > lowest;
        }

        starts[kept] = starts[count];
        count = kept;
        return goesOn;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Minimum(ReadOnlySpan<int> numbers)
    {
        int minimum = int.MaxValue, i = 0;
        Vector256<int> minima = Vector256.Create(int.MaxValue);
        for (; i <= numbers.Length - Vector256<int>.Count; i += Vector256<int>.Count)
            minima = Vector256.Min(minima, Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(numbers), (nuint)i));
        for (int lane = 0; lane < Vector256<int>.Count; lane++)
            minimum = Math.Min(minimum, minima[lane]);
        for (; i < numbers.Length; i++)
            minimum = Math.Min(minimum, numbers[i]);
        return minimum;
    }
}
