namespace MathsIA.Tokenization;

/// <summary>One step of a training that merges pairs: the teaching trace of the whole training is the list of these.</summary>
/// <param name="Left">The id of the left token.</param>
/// <param name="Right">The id of the right token.</param>
/// <param name="Token">The id of the token that the two become.</param>
/// <param name="Count">How often the pair occurred in the corpus when it was merged.</param>
public readonly record struct TrainingMerge(int Left, int Right, int Token, long Count);
