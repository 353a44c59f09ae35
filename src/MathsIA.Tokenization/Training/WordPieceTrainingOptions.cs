namespace MathsIA.Tokenization;

/// <summary>How to train a WordPiece tokenizer.</summary>
public sealed record WordPieceTrainingOptions
{
    /// <summary>How many tokens to end with at most, special tokens and single characters among them.</summary>
    public int VocabularySize { get; init; } = 30_000;

    /// <summary>A pair that occurs less often is not merged. The likelihood favours rare pairs of rare parts, so a higher number
    /// than for byte-pair encoding serves well.</summary>
    public long MinimumFrequency { get; init; } = 2;

    /// <summary>How many different characters to keep, the most frequent first. Words with other characters become unknown.</summary>
    public int AlphabetSize { get; init; } = 1000;

    /// <summary>What marks a token that continues a word.</summary>
    public string ContinuingPrefix { get; init; } = "##";

    /// <summary>The token for words that cannot be spelled; it is one of the special tokens, or becomes the first.</summary>
    public string UnknownToken { get; init; } = "[UNK]";

    /// <summary>Special tokens, which get the first ids.</summary>
    public IReadOnlyList<string> SpecialTokens { get; init; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>What cuts text into words.</summary>
    public IPreTokenizer PreTokenizer { get; init; } = new BertPreTokenizer();

    /// <summary>What rewrites text first; null leaves it as it is.</summary>
    public INormalizer? Normalizer { get; init; } = new BertNormalizer();

    /// <summary>How many threads may count words; all processors when null. The result does not depend on it.</summary>
    public int? MaxThreads { get; init; }
}
