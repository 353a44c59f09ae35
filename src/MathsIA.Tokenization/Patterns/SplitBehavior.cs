namespace MathsIA.Tokenization;

/// <summary>What becomes of the matches of a pattern that splits text: <c>the-final--countdown</c>, split at <c>-</c>.</summary>
public enum SplitBehavior
{
    /// <summary>Each match is a piece: <c>the|-|final|-|-|countdown</c>.</summary>
    Isolated,

    /// <summary>Matches are dropped: <c>the|final|countdown</c>.</summary>
    Removed,

    /// <summary>A match belongs to what precedes it: <c>the-|final-|-|countdown</c>.</summary>
    MergedWithPrevious,

    /// <summary>A match belongs to what follows it: <c>the|-final|-|-countdown</c>.</summary>
    MergedWithNext,

    /// <summary>Adjacent matches are one piece: <c>the|-|final|--|countdown</c>.</summary>
    Contiguous,
}
