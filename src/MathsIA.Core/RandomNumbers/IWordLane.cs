namespace MathsIA.RandomNumbers;

/// <summary>A register of 64-bit lanes, each carrying one 32-bit word of one Philox block: what <see cref="PhiloxBlocks"/> is written over.</summary>
/// <remarks>The upper half of a lane may hold rubbish between rounds: only <see cref="Multiply"/> reads a word, and it reads the lower half.</remarks>
internal interface IWordLane<TSelf> where TSelf : struct, IWordLane<TSelf>
{
    /// <summary>Blocks in a register.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Create(ulong value);

    /// <summary>The number of the block each lane carries, counted from the first: ordered so that <see cref="Store"/> needs no permutation.</summary>
    static abstract TSelf Sequence { get; }

    /// <summary>The 64-bit product of the lower halves.</summary>
    static abstract TSelf Multiply(TSelf left, TSelf right);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    /// <summary>The upper halves, moved down.</summary>
    static abstract TSelf High(TSelf value);

    /// <summary>The lower half of one beside the lower half of the other.</summary>
    static abstract TSelf Join(TSelf low, TSelf high);

    /// <summary>Writes the blocks in order: for each, its first two words (joined), then its last two.</summary>
    static abstract unsafe void Store(TSelf first, TSelf last, uint* destination);
}
