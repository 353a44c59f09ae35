using System.Buffers;
using System.Text;

namespace MathsIA.Tokenization;

/// <summary>From places in UTF-8 to places in UTF-16. Fast for places in ascending order: it goes on from the last.</summary>
internal ref struct CharCounter(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _bytes;
    private int _chars;

    /// <summary>The chars of the characters that end at or before a byte.</summary>
    public int CharsWithin(int end)
    {
        MoveTo(end);
        return _chars;
    }

    /// <summary>The chars of the characters that begin before a byte.</summary>
    public int CharsTouchedBy(int end)
    {
        MoveTo(end);
        return _bytes == end ? _chars : _chars + Decode().Chars;
    }

    /// <summary>Goes to the last border of characters at or before a byte.</summary>
    private void MoveTo(int end)
    {
        if (end < _bytes)
            _bytes = _chars = 0;
        while (_bytes < end)
        {
            (int bytes, int chars) = Decode();
            if (_bytes + bytes > end)
                return;
            _bytes += bytes;
            _chars += chars;
        }
    }

    /// <summary>The length of the next character in bytes and in chars; a byte that is no UTF-8 is one of each.</summary>
    private readonly (int Bytes, int Chars) Decode()
    {
        bool isValid = Rune.DecodeFromUtf8(_text[_bytes..], out Rune rune, out int length) == OperationStatus.Done;
        return isValid ? (length, rune.Utf16SequenceLength) : (1, 1);
    }
}
