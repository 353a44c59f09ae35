namespace MathsIA.Tokenization;

/// <summary>One round of a Unigram training.</summary>
/// <param name="TokenCount">How many tokens there were after it.</param>
/// <param name="LogLikelihood">The logarithm of the likelihood of the corpus, summed over all spellings, before its last step.</param>
public readonly record struct UnigramRound(int TokenCount, double LogLikelihood);
