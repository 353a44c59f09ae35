namespace MathsIA.Tokenization;

/// <summary>How to train a byte-level byte-pair tokenizer.</summary>
public sealed record BytePairTrainingOptions
{
    /// <summary>The pattern of GPT-2, which most byte-level tokenizers start from.</summary>
    public const string DefaultPattern = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    /// <summary>How many tokens to end with at most: the 256 bytes, one for each merge, and the special tokens.</summary>
    public int VocabularySize { get; init; } = 8192;

    /// <summary>A pair that occurs less often is not merged, even if the vocabulary stays smaller for it.</summary>
    public long MinimumFrequency { get; init; } = 2;

    /// <summary>The most bytes that a token may have; no limit when null.</summary>
    public int? LongestToken { get; init; }

    /// <summary>Special tokens, which get the ids after the last merge.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = [];

    /// <summary>What cuts text into words, which no token crosses; null takes every text as one word. <see cref="PatternPreTokenizer"/>
    /// serves for any pattern, <see cref="Tokenizer.Parts"/> has that of a published encoding.</summary>
    public IPreTokenizer? PreTokenizer { get; init; } = new PatternPreTokenizer(DefaultPattern);

    /// <summary>What rewrites text first; null leaves it as it is, which keeps encoding lossless.</summary>
    public INormalizer? Normalizer { get; init; }

    /// <summary>How many threads may count words; all processors when null. The result does not depend on it.</summary>
    public int? MaxThreads { get; init; }

    /// <summary>The name of the tokenizer.</summary>
    public string Name { get; init; } = "";
}
