using System.Buffers;
using System.Text;

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
        int length = CountBytes(ids, skipSpecialTokens);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(length + CopySlack);
        Join(ids, buffer, skipSpecialTokens);
        string text = Encoding.UTF8.GetString(buffer, 0, length);
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

        byte[] bytes = GC.AllocateUninitializedArray<byte>(CountBytes(ids, skipSpecialTokens));
        Join(ids, bytes, skipSpecialTokens);
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

        int length = CountBytes(ids, skipSpecialTokens);
        if (length > destination.Length)
            return false;
        Join(ids, destination, skipSpecialTokens);
        written = length;
        return true;
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

    /// <summary>Bytes behind the end of a buffer that let most tokens be copied without looking at their length.</summary>
    private const int CopySlack = DecodingTable.BlockLength;

    private int CountBytes(ReadOnlySpan<int> ids, bool skipSpecialTokens) => _decoding.CountBytes(ids, skipSpecialTokens);

    private void Join(ReadOnlySpan<int> ids, Span<byte> destination, bool skipSpecialTokens) => _decoding.Join(ids, destination, skipSpecialTokens);
}
