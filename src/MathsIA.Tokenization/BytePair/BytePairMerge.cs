namespace MathsIA.Tokenization;

/// <summary>A merge: two neighbouring tokens become one. Its place in the list is its rank.</summary>
/// <param name="Left">The id of the left token.</param>
/// <param name="Right">The id of the right token.</param>
/// <param name="Result">The id of the token whose bytes are those of both.</param>
public readonly record struct BytePairMerge(int Left, int Right, int Result);
