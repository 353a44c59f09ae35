using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Drops a character from the ends of every token, or from the start of the text.</summary>
/// <param name="content">The character.</param>
/// <param name="start">How many of them are dropped from the start at most.</param>
/// <param name="stop">How many of them are dropped from the end at most.</param>
/// <param name="isOnce">Whether only the first token is stripped: the start of the whole text.</param>
public sealed class StripDecoder(Rune content, int start, int stop, bool isOnce = false) : ITokenDecoder
{
    private readonly byte[] stripped = Encoding.UTF8.GetBytes(content.ToString());

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (isFirst || !isOnce)
        {
            for (int i = 0; i < start && token.StartsWith(stripped); i++)
                token = token[stripped.Length..];
            for (int i = 0; i < stop && token.EndsWith(stripped); i++)
                token = token[..^stripped.Length];
        }

        destination.Write(token);
    }
}
