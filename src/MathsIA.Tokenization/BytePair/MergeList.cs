using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Tokenization;

/// <summary>Merges a short piece: the symbols stand in arrays that close up after every merge, the smallest rank is searched.</summary>
/// <remarks>Quadratic in the symbols, but eight at a time, so that nothing beats it up to a few hundred; longer pieces go to <see cref="MergeQueue"/>.</remarks>
internal sealed class MergeList
{
    /// <summary>The rank of a pair that does not merge: larger than any other.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>The most symbols a piece handled here has.</summary>
    public const int Capacity = 256;

    /// <summary>Vectors may reach beyond the last symbol: ranks there are <see cref="NoRank"/>, other numbers there are never read.</summary>
    private const int Length = Capacity + (2 * Lanes), Lanes = 8;

    private readonly int[] _starts = new int[Length];
    private readonly int[] _ids = new int[Length];
    private readonly int[] _ranks = new int[Length];
    private readonly int[] _merged = new int[Length];

    /// <summary>Where each symbol begins, and after the last where the piece ends.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The id of each symbol.</summary>
    public Span<int> Ids => _ids;

    /// <summary>Merges the first <paramref name="count"/> symbols, as long as any pair merges.</summary>
    /// <returns>The number of tokens left in <see cref="Ids"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Merge<TRule>(ReadOnlySpan<byte> text, int count, in TRule rule) where TRule : struct, IMergeRule
    {
        int[] starts = _starts, ids = _ids, ranks = _ranks, merged = _merged;
        for (int i = 0; i < count - 1; i++)
            ranks[i] = rule.Rank(text, starts[i], starts[i + 2], ids[i], ids[i + 1], out merged[i]);
        // What the last symbol would merge with, and Lanes more, so that a vector from any pair on is defined.
        ranks.AsSpan(Math.Max(0, count - 1), Lanes + 1).Fill(NoRank);
        while (count > 1)
        {
            int best = IndexOfMinimum(ref MemoryMarshal.GetArrayDataReference(ranks), count - 1);
            if (ranks[best] == NoRank)
                break;
            ids[best] = merged[best];
            CloseGap(best + 1, count);
            count--;
            if (best < count - 1)
                ranks[best] = rule.Rank(text, starts[best], starts[best + 2], ids[best], ids[best + 1], out merged[best]);
            else
                ranks[best] = NoRank;
            if (best > 0)
                ranks[best - 1] = rule.Rank(text, starts[best - 1], starts[best + 1], ids[best - 1], ids[best], out merged[best - 1]);
        }

        return count;
    }

    /// <summary>The first place of the smallest of the first <paramref name="count"/> numbers, those behind them being larger.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfMinimum(ref int numbers, int count)
    {
        Vector256<int> smallest = Vector256.LoadUnsafe(ref numbers);
        for (int i = Lanes; i < count; i += Lanes)
            smallest = Vector256.Min(smallest, Vector256.LoadUnsafe(ref numbers, (nuint)i));
        smallest = Vector256.Min(smallest, Vector256.Shuffle(smallest, Vector256.Create(4, 5, 6, 7, 0, 1, 2, 3)));
        smallest = Vector256.Min(smallest, Vector256.Shuffle(smallest, Vector256.Create(2, 3, 0, 1, 6, 7, 4, 5)));
        smallest = Vector256.Min(smallest, Vector256.Shuffle(smallest, Vector256.Create(1, 0, 3, 2, 5, 4, 7, 6)));
        for (int i = 0; ; i += Lanes)
        {
            uint found = Vector256.Equals(smallest, Vector256.LoadUnsafe(ref numbers, (nuint)i)).ExtractMostSignificantBits();
            if (found != 0)
                return i + BitOperations.TrailingZeroCount(found);
        }
    }

    /// <summary>Moves what stands behind <paramref name="gap"/> one place forward, up to place <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CloseGap(int gap, int end)
    {
        ref int starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        ref int ids = ref MemoryMarshal.GetArrayDataReference(_ids);
        ref int ranks = ref MemoryMarshal.GetArrayDataReference(_ranks);
        ref int merged = ref MemoryMarshal.GetArrayDataReference(_merged);
        // Each vector is read before the one before it is written over: forward, a vector at a time, is safe. The length is
        // Capacity + 2 * Lanes, so the last vector ends within the arrays.
        for (int i = gap; i < end; i += Lanes)
        {
            Vector256.LoadUnsafe(ref starts, (nuint)i + 1).StoreUnsafe(ref starts, (nuint)i);
            Vector256.LoadUnsafe(ref ids, (nuint)i + 1).StoreUnsafe(ref ids, (nuint)i);
            Vector256.LoadUnsafe(ref ranks, (nuint)i + 1).StoreUnsafe(ref ranks, (nuint)i);
            Vector256.LoadUnsafe(ref merged, (nuint)i + 1).StoreUnsafe(ref merged, (nuint)i);
        }
    }
}
