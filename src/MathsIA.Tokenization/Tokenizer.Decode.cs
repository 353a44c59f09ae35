using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace MathsIA.Tokenization;

public sealed partial class Tokenizer
{
    /// <summary>Decodes to a string; bytes that are no UTF-8 become U+FFFD.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = false)
    {
        if (_parts.Decoder is not null)
            return Encoding.UTF8.GetString(DecodeToBytes(ids, skipSpecialTokens));
        byte[] buffer = Join(ids, skipSpecialTokens, out int length);
        // A char a byte always suffices; decoding once and copying is faster than counting the chars first.
        char[] chars = ArrayPool<char>.Shared.Rent(length);
        Utf8.ToUtf16(buffer.AsSpan(0, length), chars, out _, out int written);
        string text = new(chars, 0, written);
        ArrayPool<char>.Shared.Return(chars);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    /// <summary>Decodes to bytes.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    public byte[] DecodeToBytes(ReadOnlySpan<int> ids, bool skipSpecialTokens = false)
    {
        if (_parts.Decoder is not null)
        {
            var writer = new ArrayBufferWriter<byte>();
            Decode(ids, writer, skipSpecialTokens);
            return writer.WrittenSpan.ToArray();
        }

        byte[] buffer = Join(ids, skipSpecialTokens, out int length);
        byte[] bytes = buffer.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return bytes;
    }

    /// <summary>Decodes into a UTF-8 writer.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids; what comes before may have been written.</exception>
    public void Decode(ReadOnlySpan<int> ids, IBufferWriter<byte> destination, bool skipSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(destination);
        bool isFirst = true;
        foreach (int id in ids)
            DecodeOne(id, ref isFirst, destination, skipSpecialTokens);
    }

    /// <summary>Decodes into memory of the caller's.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="destination">Where the UTF-8 bytes go.</param>
    /// <param name="written">The number of bytes written; 0 when they do not fit.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <returns>Whether they fit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the ids.</exception>
    public bool TryDecode(ReadOnlySpan<int> ids, Span<byte> destination, out int written, bool skipSpecialTokens = false)
    {
        written = 0;
        if (_parts.Decoder is not null)
        {
            byte[] bytes = DecodeToBytes(ids, skipSpecialTokens);
            if (!bytes.AsSpan().TryCopyTo(destination))
                return false;
            written = bytes.Length;
            return true;
        }

        byte[] buffer = Join(ids, skipSpecialTokens, out int length);
        bool fits = buffer.AsSpan(0, length).TryCopyTo(destination);
        ArrayPool<byte>.Shared.Return(buffer);
        written = fits ? length : 0;
        return fits;
    }

    /// <summary>The bytes of one token, added tokens included.</summary>
    /// <param name="id">Its id.</param>
    /// <exception cref="ArgumentOutOfRangeException">No token has this id.</exception>
    public ReadOnlySpan<byte> GetBytes(int id) => _decoding.Bytes(id);

    /// <summary>Whether an id is that of a special token.</summary>
    /// <param name="id">Any number.</param>
    public bool IsSpecial(int id) => _decoding.IsSpecial(id);

    /// <summary>Decodes one token after others.</summary>
    internal void DecodeOne(int id, ref bool isFirst, IBufferWriter<byte> destination, bool skipSpecialTokens)
    {
        ReadOnlySpan<byte> token = _decoding.Bytes(id);
        if (skipSpecialTokens && _decoding.IsSpecial(id))
            return;
        if (_parts.Decoder is null)
            destination.Write(token);
        else
            _parts.Decoder.Decode(token, isFirst, destination);
        isFirst = false;
    }

    /// <summary>The bytes of all the tokens in a rented array, which the caller gives back.</summary>
    private byte[] Join(ReadOnlySpan<int> ids, bool skipSpecialTokens, out int length)
    {
        // Most texts have four to five bytes a token; the array grows where there are more.
        byte[] buffer = ArrayPool<byte>.Shared.Rent(checked((6 * ids.Length) + 64));
        length = _decoding.Join(ids, ref buffer, skipSpecialTokens);
        return buffer;
    }
}
