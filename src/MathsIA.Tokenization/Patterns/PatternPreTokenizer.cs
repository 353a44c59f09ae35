namespace MathsIA.Tokenization;

/// <summary>Cuts text by a regular expression over code points: the general pre-tokenizer for patterns without a machine of their own.</summary>
/// <remarks>
/// <para>Unlike <see cref="System.Text.RegularExpressions.Regex"/>, which sees UTF-16 halves, it takes an astral letter for a
/// letter and an astral digit for a digit. It understands what published tokenizers use: classes with ranges, nesting and
/// <c>&amp;&amp;</c>, <c>\p{..}</c> of general categories, <c>(?i)</c> by simple case folding, looks ahead and behind, atomic
/// groups, greedy, lazy and possessive repetitions. What it does not understand is refused.</para>
/// <para>Matching backtracks, within a budget of steps that grows with the text: a pattern that would take longer than linear
/// time ends in an exception, not in a service that hangs.</para>
/// </remarks>
public sealed class PatternPreTokenizer : IPreTokenizer
{
    private readonly CodePointPattern pattern;

    /// <summary>Compiles a pattern.</summary>
    /// <param name="pattern">The regular expression.</param>
    /// <param name="behavior">What becomes of the matches and of the text between them.</param>
    /// <param name="isInverted">Whether the text between the matches takes the place of the matches.</param>
    /// <exception cref="ArgumentNullException">The pattern is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The behaviour is none of the five.</exception>
    /// <exception cref="TokenizerFormatException">The pattern is malformed or uses what is not supported; the position is in it.</exception>
    public PatternPreTokenizer(string pattern, SplitBehavior behavior = SplitBehavior.Isolated, bool isInverted = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (!Enum.IsDefined(behavior))
            throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "PatternPreTokenizer: an unknown behaviour.");
        this.pattern = new CodePointPattern(pattern);
        (Behavior, IsInverted) = (behavior, isInverted);
    }

    /// <summary>The regular expression.</summary>
    public string Pattern => pattern.Text;

    /// <summary>What becomes of the matches and of the text between them.</summary>
    public SplitBehavior Behavior { get; }

    /// <summary>Whether the text between the matches takes the place of the matches.</summary>
    public bool IsInverted { get; }

    /// <inheritdoc/>
    /// <exception cref="TokenizerFormatException">The pattern backtracks too much on this text.</exception>
    public int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var matcher = new PatternMatcher(pattern);
        matcher.Begin(text[start..]);
        var output = new SplitOutput(Behavior, pieces, start);
        for (int at = start; at < text.Length;)
        {
            // A buffer that came full must not keep the text from getting on.
            if (pieces.IsFull && output.Settled > start)
                return output.Settled;
            bool found = TryFind(matcher, text, at, out int first, out int end);
            if (first > at)
                output.Add(at, first, isMatch: IsInverted);
            if (found)
                output.Add(first, end, isMatch: !IsInverted);
            at = found ? end : text.Length;
        }

        output.Finish(text.Length);
        return text.Length;
    }

    /// <inheritdoc/>
    public int FindCut(ReadOnlySpan<byte> text)
    {
        // Pieces of the other behaviours may still grow.
        if (pattern.DependsOnPlace || Behavior is not (SplitBehavior.Isolated or SplitBehavior.Removed))
            return 0;
        PatternMatcher matcher = new(pattern), alone = new(pattern);
        matcher.Begin(text);
        alone.Begin(text);
        int cut = 0, seenBefore = 0;
        for (int at = 0; TryFind(matcher, text, at, out int start, out int end) && matcher.Reach <= text.Length; at = end)
        {
            // The left part would end here: nothing behind may have mattered to its last match, nor to those before.
            if (seenBefore <= end && TryFind(alone, text[..end], at, out int startAlone, out int endAlone) && startAlone == start && endAlone == end)
                cut = end;
            seenBefore = matcher.Reach;
        }

        return cut;
    }

    /// <summary>The first match that is not empty.</summary>
    internal static bool TryFind(PatternMatcher matcher, ReadOnlySpan<byte> text, int from, out int start, out int end)
    {
        while (matcher.TryFind(text, from, out start, out end))
        {
            if (end > start)
                return true;
            if (start == text.Length)
                break;
            PatternMatcher.Decode(text, start, out int length);
            from = start + length;
        }

        (start, end) = (text.Length, text.Length);
        return false;
    }
}
