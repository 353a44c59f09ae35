using System.Buffers.Binary;

namespace MathsIA.Data;

/// <summary>Walks the chunks of a PNG image and shows the bytes of its data chunks as one stream.</summary>
/// <remarks>Every chunk's checksum is verified, those of chunks that are passed over too. Nothing but the palette and the transparency, both small by definition, is kept.</remarks>
internal sealed class PngChunks : Stream
{
    public const uint Header = 0x49484452, PaletteChunk = 0x504C5445, Transparency = 0x74524E53, Data = 0x49444154, End = 0x49454E44;

    private readonly ByteSource _source;
    private uint _crc;
    private long _left;
    private long _given;

    public PngChunks(ByteSource source)
    {
        _source = source;
        Span<byte> signature = stackalloc byte[8];
        source.ReadExactly(signature);
        if (!signature.SequenceEqual(Signature))
            throw source.Fail("the signature of a PNG image is missing");
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The type of the present chunk.</summary>
    public uint Type { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Begins the next chunk; the present one must be finished.</summary>
    public long Begin()
    {
        Span<byte> head = stackalloc byte[8];
        _source.ReadExactly(head);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (length > int.MaxValue || length > _source.Remaining)
            throw _source.Fail($"a chunk of {length} bytes, where at most {_source.Remaining} follow");
        Type = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        _crc = Crc32.Append(0, head[4..]);
        _left = length;
        return length;
    }

    /// <summary>Reads the present chunk whole and checks it.</summary>
    public byte[] ReadWhole(int most)
    {
        if (_left > most)
            throw _source.Fail($"a chunk of {_left} bytes, where {most} are allowed");
        byte[] bytes = new byte[_left];
        _source.ReadExactly(bytes);
        _crc = Crc32.Append(_crc, bytes);
        _left = 0;
        Finish();
        return bytes;
    }

    /// <summary>Passes over what is left of the present chunk and checks it.</summary>
    public void Finish()
    {
        Span<byte> some = stackalloc byte[512];
        while (_left > 0)
        {
            Span<byte> part = some[..(int)Math.Min(_left, some.Length)];
            _source.ReadExactly(part);
            _crc = Crc32.Append(_crc, part);
            _left -= part.Length;
        }

        Span<byte> stored = stackalloc byte[4];
        _source.ReadExactly(stored);
        if (BinaryPrimitives.ReadUInt32BigEndian(stored) != _crc)
            throw _source.Fail("the checksum of a chunk is wrong");
    }

    /// <summary>Reads the data of this chunk and the data chunks right behind it; ends before the first other chunk, which is then the present one.</summary>
    public override int Read(Span<byte> buffer)
    {
        while (Type == Data && _left == 0)
        {
            Finish();
            Begin();
        }

        if (Type != Data || buffer.IsEmpty)
            return 0;
        Span<byte> part = buffer[..(int)Math.Min(_left, buffer.Length)];
        _source.ReadExactly(part);
        _crc = Crc32.Append(_crc, part);
        _left -= part.Length;
        // The second byte of the compressed data may ask for a dictionary, which no image has and the decompressor takes for a failure of its own.
        if (_given <= 1 && _given + part.Length > 1 && (part[(int)(1 - _given)] & 0x20) != 0)
            throw _source.Fail("the compressed data ask for a dictionary");
        _given += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
