namespace MathsIA.Tokenization;

/// <summary>A part of a parsed pattern.</summary>
internal abstract record PatternNode
{
    /// <summary>One code point of a set.</summary>
    internal sealed record One(CodePointSet Set) : PatternNode;

    /// <summary>Parts one after the other; none matches the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>The first of several that lets the rest match.</summary>
    internal sealed record Choice(IReadOnlyList<PatternNode> Options) : PatternNode;

    /// <summary>A part several times.</summary>
    internal sealed record Repeat(PatternNode Part, int Least, int Most, PatternGreed Greed) : PatternNode;

    /// <summary>A part that is matched once and never reconsidered.</summary>
    internal sealed record Atomic(PatternNode Part) : PatternNode;

    /// <summary>What must, or must not, follow or precede.</summary>
    internal sealed record Look(PatternNode Part, bool IsBehind, bool IsNegated) : PatternNode;

    /// <summary>A condition on the place alone.</summary>
    internal sealed record Place(PatternPlace Kind) : PatternNode;
}
