using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Turns spaces into a visible mark, and puts the mark before the text: what SentencePiece does to keep spaces in tokens.</summary>
/// <param name="replacement">The mark, one character.</param>
/// <param name="prepends">When the mark is put before a text that does not begin with one.</param>
public sealed class MetaspaceNormalizer(string replacement = MetaspaceNormalizer.DefaultReplacement, MetaspacePrepend prepends = MetaspacePrepend.Always) : INormalizer
{
    /// <summary>The mark of SentencePiece, a low block (U+2581).</summary>
    public const string DefaultReplacement = "\u2581";

    private readonly byte[] mark = Encoding.UTF8.GetBytes(string.IsNullOrEmpty(replacement) ? throw new ArgumentException("MetaspaceNormalizer: the mark is empty.", nameof(replacement)) : replacement);

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        bool prepend = prepends == MetaspacePrepend.Always || (prepends == MetaspacePrepend.First && isFirst);
        if (prepend && !text.IsEmpty && text[0] != ' ' && !text.StartsWith(mark))
            result.Append(mark, 0, 0);
        int kept = 0;
        for (int found; (found = text[kept..].IndexOf((byte)' ')) >= 0; kept += found + 1)
        {
            result.Copy(text, kept, kept + found);
            result.Append(mark, kept + found, kept + found + 1);
        }

        result.Copy(text, kept, text.Length);
    }
}
