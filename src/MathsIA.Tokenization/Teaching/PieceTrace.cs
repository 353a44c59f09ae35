using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>How one piece of a text is encoded.</summary>
/// <param name="Text">The piece; bytes that are no UTF-8 as U+FFFD.</param>
/// <param name="Start">The tokens it starts from: its single bytes.</param>
/// <param name="Steps">The merges, one after the other.</param>
public sealed record PieceTrace(string Text, ImmutableArray<int> Start, ImmutableArray<MergeStep> Steps)
{
    /// <summary>The tokens it ends in.</summary>
    public ImmutableArray<int> Tokens => Steps.IsEmpty ? Start : Steps[^1].TokensAfter;
}
