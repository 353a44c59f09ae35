using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Turns letters into their lower case, without regard to language or context.</summary>
/// <remarks>The capital I with dot (U+0130) becomes i and a combining dot, as the Unicode default has it.</remarks>
public sealed class LowercaseNormalizer : INormalizer
{
    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        RuneMapping.Apply(text, result, new Rule());
    }

    private readonly struct Rule : RuneMapping.IRule
    {
        public int Map(Rune rune, Span<byte> result)
        {
            if (rune.Value == 0x130)
            {
                "i\u0307"u8.CopyTo(result);
                return 3;
            }

            Rune lower = Rune.ToLowerInvariant(rune);
            return lower == rune ? -1 : lower.EncodeToUtf8(result);
        }
    }
}
