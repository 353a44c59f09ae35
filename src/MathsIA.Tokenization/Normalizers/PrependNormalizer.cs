using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Puts a text before every text that is not empty.</summary>
/// <param name="prefix">What to put there.</param>
/// <param name="unless">A text that begins with this is left as it is; null puts the prefix before every text.</param>
public sealed class PrependNormalizer(string prefix, string? unless = null) : INormalizer
{
    private readonly byte[] prefixBytes = Encoding.UTF8.GetBytes(prefix ?? throw new ArgumentNullException(nameof(prefix)));
    private readonly byte[]? unlessBytes = unless is null ? null : Encoding.UTF8.GetBytes(unless);

    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!text.IsEmpty && !(unlessBytes is not null && text.StartsWith(unlessBytes)))
            result.Append(prefixBytes, 0, 0);
        result.Copy(text, 0, text.Length);
    }
}
