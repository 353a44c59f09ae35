using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Data;

/// <summary>Reads a stream that may lie: counts the bytes, never allocates for more than can be there, and turns what goes wrong
/// into the one exception.</summary>
internal sealed class ByteSource(string format, Stream stream, long most = long.MaxValue)
{
    /// <summary>Bytes allocated ahead of the data when the stream cannot say how much it holds.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>The bytes read so far.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether to keep <see cref="Checksum"/>.</summary>
    public bool KeepsChecksum { get; init; }

    /// <summary>The CRC-32 of the bytes read so far.</summary>
    public uint Checksum { get; private set; }

    /// <summary>The bytes that are left, where the stream can say; otherwise the most that may still come.</summary>
    public long Remaining => stream.CanSeek ? Math.Min(stream.Length - stream.Position, most - Offset) : most - Offset;

    /// <summary>The exception for the present place.</summary>
    public DataFormatException Fail(string detail, Exception? cause = null) => new(format, detail, Offset, cause);

    /// <summary>Reads exactly as many bytes as the span holds.</summary>
    public void ReadExactly(Span<byte> destination)
    {
        if (destination.Length > most - Offset)
            throw Fail($"the data inflate to more than the {most} bytes allowed");
        int read = Read(destination);
        if (read < destination.Length)
            throw Fail($"the data end where {destination.Length - read} more bytes were expected");
    }

    /// <summary>Reads one byte; -1 at the end.</summary>
    public int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 1 ? one[0] : -1;
    }

    /// <summary>Reads an array in the machine's own byte order.</summary>
    public T[] ReadArray<T>(int count) where T : unmanaged
    {
        long bytes = (long)count * Unsafe.SizeOf<T>();
        if (bytes > Remaining)
            throw Fail($"{bytes} bytes are announced where at most {Remaining} can follow");
        T[] array = GC.AllocateUninitializedArray<T>(stream.CanSeek ? count : Math.Min(count, FirstBytes / Unsafe.SizeOf<T>()));
        int done = 0;
        while (true)
        {
            Span<T> part = array.AsSpan(done);
            // A span of bytes holds at most 2^31: large arrays are read in parts.
            while (!part.IsEmpty)
            {
                Span<T> some = part[..Math.Min(part.Length, 1 << 26)];
                ReadExactly(MemoryMarshal.AsBytes(some));
                part = part[some.Length..];
            }

            done = array.Length;
            if (done == count)
                return array;
            Array.Resize(ref array, (int)Math.Min(count, 2L * done));
        }
    }

    private int Read(Span<byte> destination)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw Fail("the compressed data are damaged", exception);
        }

        if (KeepsChecksum)
            Checksum = Crc32.Append(Checksum, destination[..read]);
        Offset += read;
        return read;
    }
}
