using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Replaces every occurrence of a text, or every match of a pattern over code points.</summary>
public sealed class ReplaceNormalizer : INormalizer
{
    private readonly byte[]? literal;
    private readonly CodePointPattern? pattern;
    private readonly byte[] replacement;

    private ReplaceNormalizer(byte[]? literal, CodePointPattern? pattern, string replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        (this.literal, this.pattern, this.replacement) = (literal, pattern, Encoding.UTF8.GetBytes(replacement));
    }

    /// <summary>Replaces a text.</summary>
    /// <param name="text">What to look for.</param>
    /// <param name="replacement">What to put there.</param>
    /// <returns>The normalizer.</returns>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static ReplaceNormalizer Text(string text, string replacement)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        return new(Encoding.UTF8.GetBytes(text), null, replacement);
    }

    /// <summary>Replaces the matches of a regular expression, as <see cref="PatternPreTokenizer"/> understands it.</summary>
    /// <param name="pattern">What to look for.</param>
    /// <param name="replacement">What to put there, as it stands: groups are not inserted.</param>
    /// <returns>The normalizer.</returns>
    /// <exception cref="TokenizerFormatException">The pattern is malformed or uses what is not supported.</exception>
    public static ReplaceNormalizer Pattern(string pattern, string replacement) => new(null, new CodePointPattern(pattern), replacement);

    /// <inheritdoc/>
    /// <exception cref="TokenizerFormatException">The pattern backtracks too much on this text.</exception>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int kept = 0;
        if (literal is not null)
        {
            for (int found; (found = text[kept..].IndexOf(literal)) >= 0; kept += found + literal.Length)
                Replace(text, kept, kept + found, kept + found + literal.Length, result);
        }
        else
        {
            var matcher = new PatternMatcher(pattern!);
            matcher.Begin(text);
            while (PatternPreTokenizer.TryFind(matcher, text, kept, out int start, out int end))
            {
                Replace(text, kept, start, end, result);
                kept = end;
            }
        }

        result.Copy(text, kept, text.Length);
    }

    private void Replace(ReadOnlySpan<byte> text, int kept, int start, int end, NormalizedText result)
    {
        result.Copy(text, kept, start);
        result.Append(replacement, start, end);
    }
}
