using System.Text;

namespace MathsIA.Tokenization;

/// <summary>The clean-up of SentencePiece's nmt rules: control characters dropped, odd white space and joiners made spaces.</summary>
public sealed class NmtNormalizer : INormalizer
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
            switch (rune.Value)
            {
                case (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F:
                    return 0;
                case 0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD:
                    result[0] = (byte)' ';
                    return 1;
                default:
                    return -1;
            }
        }
    }
}
