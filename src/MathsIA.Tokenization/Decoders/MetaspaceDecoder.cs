using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Turns the marks of spaces back into spaces.</summary>
/// <param name="replacement">The mark.</param>
/// <param name="dropsFirst">Whether the marks of the first token are dropped, for one was put before the text.</param>
public sealed class MetaspaceDecoder(string replacement = MetaspaceNormalizer.DefaultReplacement, bool dropsFirst = true) : ITokenDecoder
{
    private readonly byte[] mark = Encoding.UTF8.GetBytes(string.IsNullOrEmpty(replacement) ? throw new ArgumentException("MetaspaceDecoder: the mark is empty.", nameof(replacement)) : replacement);

    /// <summary>The mark.</summary>
    public string Replacement { get; } = replacement;

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        for (int found; (found = token.IndexOf(mark)) >= 0; token = token[(found + mark.Length)..])
        {
            destination.Write(token[..found]);
            if (!(isFirst && dropsFirst))
                destination.Write(" "u8);
        }

        destination.Write(token);
    }
}
