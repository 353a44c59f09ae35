namespace MathsIA.Tokenization;

/// <summary>Rewrites text before it is cut: Unicode normal forms, lower case, stripped accents, a prepended space mark.</summary>
/// <remarks>Immutable and safe to call from many threads.</remarks>
public interface INormalizer
{
    /// <summary>Writes the normalized text.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="isFirst">Whether this text begins the input: false after an added token.</param>
    /// <param name="result">Where to write it, with the bytes of <paramref name="text"/> that every part came from.</param>
    void Normalize(ReadOnlySpan<byte> text, bool isFirst, NormalizedText result);
}
