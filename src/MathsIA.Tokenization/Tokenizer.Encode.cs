using System.Buffers;

namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Encodes a text.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="specialTokens">What happens to special tokens in the text; by default what <see cref="TokenizerParts.SpecialTokens"/> says.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public int[] Encode(ReadOnlySpan<char> text, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        int[] ids = Collect(encoder, encoder.ToUtf8(text), specialTokens);
        Return(encoder);
        return ids;
    }

    /// <summary>Encodes UTF-8. Bytes that are no UTF-8 are encoded too, each as a symbol of its own, and decode to themselves
    /// under a byte-level vocabulary.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="specialTokens">What happens to special tokens in the text; by default what <see cref="TokenizerParts.SpecialTokens"/> says.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public int[] EncodeUtf8(ReadOnlySpan<byte> text, SpecialTokenPolicy? specialTokens = null)
    {
        TextEncoder encoder = Rent();
        int[] ids = Collect(encoder, text, specialTokens);
        Return(encoder);
        return ids;
    }

    /// <summary>Encodes a text into a buffer writer.</summary>
    /// <param name="text">Any chars; a lone surrogate counts as U+FFFD.</param>
    /// <param name="destination">Where the ids go.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of ids written.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow; ids before it may have been written.</exception>
    public long Encode(ReadOnlySpan<char> text, IBufferWriter<int> destination, SpecialTokenPolicy? specialTokens = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        TextEncoder encoder = Rent();
        var sink = new WriterSink(destination);
        encoder.RunTemplate(encoder.ToUtf8(text), specialTokens ?? _parts.SpecialTokens, ref sink);
        Return(encoder);
        return sink.Written;
    }

    /// <summary>Encodes UTF-8 into a buffer writer.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="destination">Where the ids go.</param>
    /// <param name="specialTokens">See <see cref="Encode(ReadOnlySpan{char}, SpecialTokenPolicy?)"/>.</param>
    /// <returns>The number of ids written.</returns>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow; ids before it may have been written.</exception>
    public long EncodeUtf8(ReadOnlySpan<byte> text, IBufferWriter<int> destination, SpecialTokenPolicy? specialTokens = null)
    {
        ArgumentNullException.ThrowIfNull(destination);
        TextEncoder encoder = Rent();
        var sink = new WriterSink(destination);
        encoder.RunTemplate(text, specialTokens ?? _parts.SpecialTokens, ref sink);
        Return(encoder);
        return sink.Written;
    }

    private int[] Collect(TextEncoder encoder, ReadOnlySpan<byte> text, SpecialTokenPolicy? specialTokens)
    {
        // English has four to five bytes a token.
        var sink = new ArraySink(text.Length / 3);
        try
        {
            encoder.RunTemplate(text, specialTokens ?? _parts.SpecialTokens, ref sink);
            return sink.ToArrayAndReturn();
        }
        catch
        {
            sink.Return();
            throw;
        }
    }
}
