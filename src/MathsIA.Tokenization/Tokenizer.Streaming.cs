using System.Buffers;

namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Begins to decode tokens as they arrive.</summary>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    public StreamingDecoder CreateStreamingDecoder(bool skipSpecialTokens = false) => new(this, skipSpecialTokens);

    /// <summary>Begins to encode a text that arrives in chunks.</summary>
    /// <param name="destination">Where the ids go.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    public StreamingEncoder CreateStreamingEncoder(IBufferWriter<int> destination, SpecialTokenPolicy? specialTokens = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        return new(this, destination, specialTokens ?? _parts.SpecialTokens);
    }

    /// <summary>Encodes a part of a text that is cut where <see cref="FindCut"/> says, with what a template puts before the first and behind the last.</summary>
    internal void EncodePart(ReadOnlySpan<byte> text, bool isFirst, bool isLast, IBufferWriter<int> destination, SpecialTokenPolicy policy)
    {
        TextEncoder encoder = Rent();
        var sink = new WriterSink(destination);
        bool isBefore = true;
        foreach (TemplatePart part in _parts.Template?.Single ?? [TemplatePart.First()])
        {
            if (part.Text == 0)
                encoder.Run(text, policy, ref sink);
            else if (isBefore ? isFirst : isLast)
                sink.Take([part.TokenId], []);
            isBefore &= part.Text != 0;
        }

        Return(encoder);
    }

    /// <summary>The last place known where a text can be cut whatever follows it, or 0.</summary>
    internal int FindCut(ReadOnlySpan<byte> text, SpecialTokenPolicy policy)
    {
        if (_parts.Normalizer is not null || _parts.PreTokenizer is null || _parts.AddedTokens.Any(token => token.StripLeft || token.StripRight || token.SingleWord))
            return 0;
        int from = 0, end = text.Length;
        if (_rawTokens.MayFind(policy))
        {
            end = _rawTokens.FindUnfinished(text);
            while (_rawTokens.TryFind(text[..end], from, policy, out Piece place, out _))
                from = place.End;
        }

        return from + _parts.PreTokenizer.FindCut(text[from..end]);
    }
}
