using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>Decodes tokens as they arrive, from a model that writes: no character is given out before all of its bytes are there.</summary>
/// <remarks>All that is given out, <see cref="Flush"/> included, is what <see cref="Tokenizer.Decode(ReadOnlySpan{int}, bool)"/> makes of
/// all the ids. Belongs to one thread at a time.</remarks>
public sealed class StreamingDecoder
{
    private readonly Tokenizer _tokenizer;
    private readonly bool _skipSpecialTokens;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly ArrayBufferWriter<byte> _bytes = new(64);
    private char[] _chars = new char[128];
    private bool _isFirst = true;

    internal StreamingDecoder(Tokenizer tokenizer, bool skipSpecialTokens)
    {
        _tokenizer = tokenizer;
        _skipSpecialTokens = skipSpecialTokens;
    }

    /// <summary>Takes a token.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The characters that are complete with it; valid until the next call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token has this id; the stream is as before.</exception>
    public ReadOnlySpan<char> Append(int id)
    {
        _bytes.ResetWrittenCount();
        _tokenizer.DecodeOne(id, ref _isFirst, _bytes, _skipSpecialTokens);
        return Decode(flush: false);
    }

    /// <summary>Ends the text: bytes that are left over become U+FFFD. The decoder is then ready for another text.</summary>
    /// <returns>What was left over; valid until the next call.</returns>
    public ReadOnlySpan<char> Flush()
    {
        _bytes.ResetWrittenCount();
        _isFirst = true;
        return Decode(flush: true);
    }

    private ReadOnlySpan<char> Decode(bool flush)
    {
        // Three bytes may be waiting from before; no byte makes more than one char.
        if (_chars.Length < _bytes.WrittenCount + 4)
            _chars = new char[2 * (_bytes.WrittenCount + 4)];
        return _chars.AsSpan(0, _decoder.GetChars(_bytes.WrittenSpan, _chars, flush));
    }
}
