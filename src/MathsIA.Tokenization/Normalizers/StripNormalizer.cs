using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Drops the white space at the ends of a text.</summary>
/// <param name="left">Whether at its start.</param>
/// <param name="right">Whether at its end.</param>
public sealed class StripNormalizer(bool left = true, bool right = true) : INormalizer
{
    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        int start = 0, end = text.Length;
        while (left && start < end && Rune.DecodeFromUtf8(text[start..end], out Rune rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            start += length;
        while (right && start < end && Rune.DecodeLastFromUtf8(text[start..end], out Rune rune, out int length) == OperationStatus.Done && Rune.IsWhiteSpace(rune))
            end -= length;
        result.Copy(text, start, end);
    }
}
