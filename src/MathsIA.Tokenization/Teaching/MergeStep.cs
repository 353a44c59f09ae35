using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>One merge in the encoding of a piece.</summary>
/// <param name="Left">The id of the left token.</param>
/// <param name="Right">The id of the right token.</param>
/// <param name="Token">The id of the token they become.</param>
/// <param name="Rank">The rank of the merge: the lowest of all pairs that stood there.</param>
/// <param name="Place">Which token the left one was, from 0.</param>
/// <param name="TokensAfter">The tokens of the piece after the merge.</param>
public sealed record MergeStep(int Left, int Right, int Token, int Rank, int Place, ImmutableArray<int> TokensAfter);
