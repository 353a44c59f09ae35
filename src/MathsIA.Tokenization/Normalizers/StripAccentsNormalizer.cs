using System.Globalization;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Drops marks: of accented letters only where these have been decomposed before (<see cref="UnicodeForm.Nfd"/>).</summary>
/// <param name="spacing">Whether spacing and enclosing marks go too, and not only those that take no room.</param>
public sealed class StripAccentsNormalizer(bool spacing = true) : INormalizer
{
    /// <inheritdoc/>
    public void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result)
    {
        ArgumentNullException.ThrowIfNull(result);
        RuneMapping.Apply(text, result, new Rule(spacing));
    }

    private readonly struct Rule(bool spacing) : RuneMapping.IRule
    {
        public int Map(Rune rune, Span<byte> result) => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark => 0,
            UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark when spacing => 0,
            _ => -1,
        };
    }
}
