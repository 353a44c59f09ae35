using System.Buffers;
using System.Text.Unicode;

namespace MathsIA.Tokenization;

/// <summary>Encodes a text that arrives in chunks, cut anywhere: all ids given out, <see cref="Flush"/> included, are those of the whole text.</summary>
/// <remarks>Text waits until it is certain how it is cut, usually for the next space; with a normalizer, or a pre-tokenizer that knows
/// no places to cut, until the end. Belongs to one thread at a time.</remarks>
public sealed class StreamingEncoder
{
    private readonly Tokenizer _tokenizer;
    private readonly IBufferWriter<int> _destination;
    private readonly SpecialTokenPolicy _policy;
    private byte[] _waiting = new byte[4096];
    private int _count;
    private int _nextLook = 1;
    private char _highSurrogate;
    private bool _isBegun;

    internal StreamingEncoder(Tokenizer tokenizer, IBufferWriter<int> destination, SpecialTokenPolicy policy)
    {
        _tokenizer = tokenizer;
        _destination = destination;
        _policy = policy;
    }

    /// <summary>Takes a chunk of the text. A surrogate pair may be cut in two.</summary>
    /// <param name="chunk">Any chars.</param>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public void Append(ReadOnlySpan<char> chunk)
    {
        if (chunk.IsEmpty)
            return;
        if (_highSurrogate != 0)
        {
            ReadOnlySpan<char> pair = [_highSurrogate, chunk[0]];
            bool isPair = char.IsLowSurrogate(chunk[0]);
            _highSurrogate = '\0';
            Transcode(isPair ? pair : pair[..1]);
            chunk = isPair ? chunk[1..] : chunk;
        }

        if (!chunk.IsEmpty && char.IsHighSurrogate(chunk[^1]))
        {
            _highSurrogate = chunk[^1];
            chunk = chunk[..^1];
        }

        Transcode(chunk);
        EncodeWhatIsCertain();
    }

    /// <summary>Takes a chunk of the text as UTF-8. A character may be cut in two.</summary>
    /// <param name="chunk">Any bytes.</param>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public void AppendUtf8(ReadOnlySpan<byte> chunk)
    {
        EndSurrogate();
        chunk.CopyTo(Grow(chunk.Length));
        _count += chunk.Length;
        EncodeWhatIsCertain();
    }

    /// <summary>Ends the text. The encoder is then ready for another.</summary>
    /// <exception cref="SpecialTokenException">The text contains a special token that the policy does not allow.</exception>
    public void Flush()
    {
        EndSurrogate();
        _tokenizer.EncodePart(_waiting.AsSpan(0, _count), isFirst: !_isBegun, isLast: true, _destination, _policy);
        _count = 0;
        _nextLook = 1;
        _isBegun = false;
    }

    private void EncodeWhatIsCertain()
    {
        // Looking only when the waiting text has doubled keeps a text without any place to cut linear.
        if (_count < _nextLook)
            return;
        int cut = _tokenizer.FindCut(_waiting.AsSpan(0, _count), _policy);
        if (cut > 0)
        {
            _tokenizer.EncodePart(_waiting.AsSpan(0, cut), isFirst: !_isBegun, isLast: false, _destination, _policy);
            _isBegun = true;
            _waiting.AsSpan(cut, _count - cut).CopyTo(_waiting);
            _count -= cut;
        }

        _nextLook = cut > 0 ? _count + 1 : 2 * _count;
    }

    private void EndSurrogate()
    {
        if (_highSurrogate == 0)
            return;
        ReadOnlySpan<char> lone = [_highSurrogate];
        _highSurrogate = '\0';
        Transcode(lone);
    }

    private void Transcode(ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, Grow(checked(3 * text.Length)), out _, out int written);
        _count += written;
    }

    private Span<byte> Grow(int length)
    {
        if (length > _waiting.Length - _count)
            Array.Resize(ref _waiting, checked(Math.Max(2 * _waiting.Length, _count + length)));
        return _waiting.AsSpan(_count);
    }
}
