namespace MathsIA.Tokenization;

/// <summary>What a Unigram training has found.</summary>
public sealed class UnigramTraining
{
    internal UnigramTraining(IReadOnlyList<UnigramRound> rounds, Tokenizer tokenizer) => (Rounds, Tokenizer) = (rounds, tokenizer);

    /// <summary>The rounds of weighing, before each pruning: the trace of the training.</summary>
    public IReadOnlyList<UnigramRound> Rounds { get; }

    /// <summary>The tokenizer: the special tokens come first, then the others by falling score.</summary>
    public Tokenizer Tokenizer { get; }
}
