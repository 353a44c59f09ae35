namespace MathsIA.Tokenization;

/// <summary>The stages of training a tokenizer.</summary>
public enum TrainingStage
{
    /// <summary>The corpus is read, cut into words, and the words are counted; measured in bytes.</summary>
    Counting,

    /// <summary>Pairs are merged; measured in merges.</summary>
    Merging,

    /// <summary>Candidate tokens are collected; measured in words.</summary>
    Seeding,

    /// <summary>Tokens are weighed and the least useful dropped; measured in tokens dropped.</summary>
    Pruning,
}
