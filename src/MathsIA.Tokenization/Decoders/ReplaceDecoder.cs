using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Rewrites every token by a <see cref="ReplaceNormalizer"/>.</summary>
/// <param name="replacement">What is replaced by what.</param>
public sealed class ReplaceDecoder(ReplaceNormalizer replacement) : ITokenDecoder
{
    private readonly ReplaceNormalizer replacement = replacement ?? throw new ArgumentNullException(nameof(replacement));

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var result = new NormalizedText();
        replacement.Normalize(token, isFirst, result);
        destination.Write(result.Bytes);
    }
}
