using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Tokenization;

/// <summary>A set of ranks that knows its lowest: a bit for each, and above 64 words a bit that says whether one of them has any.</summary>
internal sealed class RankSet(int rankCount)
{
    private readonly ulong[] _bits = new ulong[(rankCount >> 6) + 1];
    private readonly ulong[] _words = new ulong[(rankCount >> 12) + 1];
    private readonly ulong[] _blocks = new ulong[(rankCount >> 18) + 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(int rank) => ((_bits[rank >> 6] >> rank) & 1) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int rank)
    {
        _bits[rank >> 6] |= 1ul << rank;
        _words[rank >> 12] |= 1ul << (rank >> 6);
        _blocks[rank >> 18] |= 1ul << (rank >> 12);
    }

    public void Remove(int rank)
    {
        if ((_bits[rank >> 6] &= ~(1ul << rank)) == 0 && (_words[rank >> 12] &= ~(1ul << (rank >> 6))) == 0)
            _blocks[rank >> 18] &= ~(1ul << (rank >> 12));
    }

    /// <summary>Takes the lowest rank out; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int TakeLowest()
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            if (_blocks[i] == 0)
                continue;
            int word = (i << 6) | BitOperations.TrailingZeroCount(_blocks[i]);
            word = (word << 6) | BitOperations.TrailingZeroCount(_words[word]);
            int rank = (word << 6) | BitOperations.TrailingZeroCount(_bits[word]);
            Remove(rank);
            return rank;
        }

        return -1;
    }
}
