namespace MathsIA.Tokenization;

/// <summary>What a byte-pair training has found.</summary>
public sealed class BytePairTraining
{
    internal BytePairTraining(IReadOnlyList<TrainingMerge> merges, Tokenizer tokenizer) => (Merges, Tokenizer) = (merges, tokenizer);

    /// <summary>The merges in the order in which they were made, each with its count: the trace of the training.</summary>
    public IReadOnlyList<TrainingMerge> Merges { get; }

    /// <summary>The tokenizer: ids 0 to 255 are the bytes, the next the merges in their order, the last the special tokens.</summary>
    public Tokenizer Tokenizer { get; }
}
