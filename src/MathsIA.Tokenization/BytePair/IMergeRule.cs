namespace MathsIA.Tokenization;

/// <summary>Which two neighbours merge. A struct, so that the loops over it are compiled for each.</summary>
internal interface IMergeRule
{
    /// <summary>One more than the largest rank.</summary>
    int RankCount { get; }

    /// <summary>The rank of merging two neighbours before anything has been merged, or <see cref="MergeList.NoRank"/>: as <see cref="Rank"/>.</summary>
    int InitialRank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id);

    /// <summary>The rank of merging two neighbours, or <see cref="MergeList.NoRank"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The first byte of the left one.</param>
    /// <param name="end">The byte after the right one.</param>
    /// <param name="left">The id of the left one, -1 for an unknown symbol.</param>
    /// <param name="right">The id of the right one.</param>
    /// <param name="id">The id of both together.</param>
    int Rank(ReadOnlySpan<byte> text, int start, int end, int left, int right, out int id);
}
