using System.Buffers;

namespace MathsIA.Tokenization;

/// <summary>Turns one token after another back into bytes where they are not simply the token's own: spaces between words, marks to strip.</summary>
/// <remarks>Immutable and safe to call from many threads. A tokenizer without a decoder joins the bytes of its tokens.</remarks>
public interface ITokenDecoder
{
    /// <summary>Writes what a token stands for.</summary>
    /// <param name="token">The token's bytes in the vocabulary.</param>
    /// <param name="isFirst">Whether it is the first token decoded.</param>
    /// <param name="destination">Where to write.</param>
    void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination);
}
