using System.Buffers;
using System.Collections.Immutable;

namespace MathsIA.Tokenization;

/// <summary>Several decoders, each on what the one before wrote for a token.</summary>
public sealed class TokenDecoderSequence : ITokenDecoder
{
    /// <summary>Creates the sequence.</summary>
    /// <param name="decoders">The first one first.</param>
    /// <exception cref="ArgumentNullException">The decoders, or one of them, are null.</exception>
    public TokenDecoderSequence(params IEnumerable<ITokenDecoder> decoders)
    {
        ArgumentNullException.ThrowIfNull(decoders);
        Decoders = [.. decoders];
        foreach (ITokenDecoder decoder in Decoders)
            ArgumentNullException.ThrowIfNull(decoder, nameof(decoders));
    }

    /// <summary>The decoders, the first one first.</summary>
    public ImmutableArray<ITokenDecoder> Decoders { get; }

    /// <inheritdoc/>
    public void Decode(ReadOnlySpan<byte> token, bool isFirst, IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var (before, after) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        before.Write(token);
        foreach (ITokenDecoder decoder in Decoders)
        {
            after.ResetWrittenCount();
            decoder.Decode(before.WrittenSpan, isFirst, after);
            (before, after) = (after, before);
        }

        destination.Write(before.WrittenSpan);
    }
}
