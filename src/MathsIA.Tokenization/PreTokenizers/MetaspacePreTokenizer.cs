using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Cuts before every mark of a space, which <see cref="MetaspaceNormalizer"/> has put there.</summary>
/// <param name="replacement">The mark, one character.</param>
public sealed class MetaspacePreTokenizer(string replacement = MetaspaceNormalizer.DefaultReplacement) : IPreTokenizer
{
    private readonly byte[] mark = Encoding.UTF8.GetBytes(string.IsNullOrEmpty(replacement) ? throw new ArgumentException("MetaspacePreTokenizer: the mark is empty.", nameof(replacement)) : replacement);

    /// <summary>The mark.</summary>
    public string Replacement { get; } = replacement;

    /// <inheritdoc/>
    public int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        while (start < text.Length && !pieces.IsFull)
        {
            int from = Math.Min(text.Length, start + (text[start..].StartsWith(mark) ? mark.Length : 0));
            int found = text[from..].IndexOf(mark);
            int end = found < 0 ? text.Length : from + found;
            pieces.Add(start, end);
            start = end;
        }

        return start;
    }

    /// <inheritdoc/>
    public int FindCut(ReadOnlySpan<byte> text) => Math.Max(0, text.LastIndexOf(mark));
}
