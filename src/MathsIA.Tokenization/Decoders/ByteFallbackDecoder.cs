using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Turns tokens such as <c>&lt;0xE6&gt;</c> into the byte they name.</summary>
public sealed class ByteFallbackDecoder : ITokenDecoder
{
    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (TryParse(token, out byte value))
            destination.Write([value]);
        else
            destination.Write(token);
    }

    /// <summary>The byte that a token names.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> token, out byte value)
    {
        value = 0;
        return token.Length == 6 && token.StartsWith("<0x"u8) && token[5] == '>'
            && byte.TryParse(token[3..5], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out value);
    }
}
