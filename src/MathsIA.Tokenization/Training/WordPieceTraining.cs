namespace MathsIA.Tokenization;

/// <summary>What a WordPiece training has found.</summary>
public sealed class WordPieceTraining
{
    internal WordPieceTraining(IReadOnlyList<TrainingMerge> merges, IReadOnlyList<string> symbols, Tokenizer tokenizer)
        => (Merges, Symbols, Tokenizer) = (merges, symbols, tokenizer);

    /// <summary>The merges in the order in which they were made; their numbers are places in <see cref="Symbols"/>.</summary>
    public IReadOnlyList<TrainingMerge> Merges { get; }

    /// <summary>The alphabet, and then what each merge made, with the prefix of those that continue a word.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>The tokenizer: the special tokens come first, then the symbols.</summary>
    public Tokenizer Tokenizer { get; }
}
