namespace MathsIA.Tokenization;

/// <summary>How to train a byte-level byte-pair tokenizer.</summary>
public sealed record BytePairTrainingOptions
{
    /// <summary>How many tokens to end with at most: the 256 bytes, one for each merge, and the special tokens.</summary>
    public int VocabularySize { get; init; } = 8192;

    /// <summary>A pair that occurs less often is not merged, even if the vocabulary stays smaller for it.</summary>
    public long MinimumFrequency { get; init; } = 2;

    /// <summary>The most bytes that a token may have; no limit when null.</summary>
    public int? LongestToken { get; init; }

    /// <summary>Special tokens, which get the ids after the last merge.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>What cuts text into words, which no token crosses: GPT-2's pattern. <see cref="PatternPreTokenizer"/> serves for any
    /// other; null takes every text as one word.</summary>
    public IPreTokenizer? PreTokenizer { get; init; } = OpenAIPatterns.R50k;

    /// <summary>What rewrites text first; null leaves it as it is, which keeps encoding lossless.</summary>
    public INormalizer? Normalizer { get; init; }

    /// <summary>How many threads may count words; all processors when null. The result does not depend on it.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>The name of the tokenizer.</summary>
    public string Name { get; init; } = "";
}
