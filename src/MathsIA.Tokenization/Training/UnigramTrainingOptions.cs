namespace MathsIA.Tokenization;

/// <summary>How to train a Unigram tokenizer.</summary>
public sealed record UnigramTrainingOptions
{
    /// <summary>How many tokens to end with at most, special tokens and single characters among them; characters are kept even
    /// where there are more of them than that.</summary>
    public int VocabularySize { get; init; } = 8_000;

    /// <summary>The length of the longest token in characters.</summary>
    public int LongestToken { get; init; } = 16;

    /// <summary>How many candidates to start from at most.</summary>
    public int SeedSize { get; init; } = 1_000_000;

    /// <summary>The part of the tokens that each round of pruning keeps, between 0 and 1.</summary>
    public double ShrinkingFactor { get; init; } = 0.75;

    /// <summary>How many steps of expectation and maximization a round of pruning follows.</summary>
    public int StepsPerRound { get; init; } = 2;

    /// <summary>The token for characters that were not in the corpus; it is one of the special tokens, or becomes the first.</summary>
    public string UnknownToken { get; init; } = "<unk>";

    /// <summary>Special tokens, which get the first ids.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = ["<unk>", "<s>", "</s>"];

    /// <summary>What cuts text into words.</summary>
    public IPreTokenizer PreTokenizer { get; init; } = new MetaspacePreTokenizer();

    /// <summary>What rewrites text first.</summary>
    public INormalizer? Normalizer { get; init; } = new MetaspaceNormalizer();

    /// <summary>How many threads may work; all processors when null. The result does not depend on it.</summary>
    public int? MaxThreads { get; init; }
}
