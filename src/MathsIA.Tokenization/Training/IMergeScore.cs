namespace MathsIA.Tokenization;

/// <summary>What makes one pair of symbols better to merge than another.</summary>
internal interface IMergeScore
{
    /// <summary>Whether the score of a pair changes with the counts of its two symbols, and not only with its own.</summary>
    static abstract bool DependsOnSymbols { get; }

    /// <summary>The score; the pair with the highest one is merged next.</summary>
    static abstract double Of(long pair, long left, long right);
}

/// <summary>Byte-pair encoding: the most frequent pair.</summary>
internal readonly struct FrequencyScore : IMergeScore
{
    public static bool DependsOnSymbols => false;

    // Counts of any corpus that fits a machine are far below 2^53, so the double is the count.
    public static double Of(long pair, long left, long right) => pair;
}

/// <summary>WordPiece: the pair whose merge raises the likelihood of the corpus under a unigram model the most.</summary>
internal readonly struct LikelihoodScore : IMergeScore
{
    public static bool DependsOnSymbols => true;

    public static double Of(long pair, long left, long right) => pair / ((double)left * right);
}
