using System.Buffers.Binary;
using System.IO.Compression;

namespace MathsIA.Data;

/// <summary>Reads and writes IDX files, the format of the MNIST digits, plain or compressed by gzip.</summary>
/// <remarks>A type byte, the lengths of the axes, then the elements, all big-endian. Compressed data are recognised by their first bytes, whatever the file is called. The file
/// must hold exactly one array.</remarks>
public static class Idx
{
    private const string Format = "IDX";

    /// <summary>Reads the array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataFormatException">The file is not a readable IDX array.</exception>
    public static DataArray Read(string path, ReaderLimits? limits = null) => DataStreams.OnFile(path, stream => Read(stream, limits));

    /// <summary>Reads an array from bytes.</summary>
    /// <param name="data">The bytes, plain or compressed.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataFormatException">The bytes are not a readable IDX array.</exception>
    public static DataArray Read(ReadOnlySpan<byte> data, ReaderLimits? limits = null) => DataStreams.OnSpan(data, stream => Read(stream, limits));

    /// <summary>Reads the array that a stream holds, from its present place to its end.</summary>
    /// <param name="stream">The stream, plain or compressed; one that cannot seek is read into memory first, up to <see cref="ReaderLimits.MaxInflatedBytes"/>.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a readable IDX array.</exception>
    public static DataArray Read(Stream stream, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= ReaderLimits.Default;
        stream = DataStreams.Seekable(Format, stream, limits.MaxInflatedBytes);
        long start = stream.Position;
        bool compressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        if (!compressed)
            return ReadPlain(new ByteSource(Format, stream), limits);
        using var content = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        return ReadPlain(new ByteSource(Format, content, limits.InflatedBytes(stream.Length - start)), limits);
    }

    /// <summary>Writes a tensor to a file; compressed if the name ends in <c>.gz</c>.</summary>
    /// <typeparam name="T"><c>byte</c>, <c>sbyte</c>, <c>short</c>, <c>int</c>, <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensor">The tensor, of at most 255 axes.</param>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write<T>(string path, Tensor<T> tensor) where T : unmanaged
    {
        DataArray array = DataArray.From(tensor);
        Code(array.ElementType);
        DataStreams.ToFile(path, stream => Write(stream, tensor, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Writes a tensor to a stream.</summary>
    /// <typeparam name="T"><c>byte</c>, <c>sbyte</c>, <c>short</c>, <c>int</c>, <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <param name="tensor">The tensor, of at most 255 axes.</param>
    /// <param name="compress">Whether to compress by gzip.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">The format has no such element type.</exception>
    public static void Write<T>(Stream stream, Tensor<T> tensor, bool compress = false) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stream);
        DataArray array = DataArray.From(tensor);
        if (array.Shape.Rank > byte.MaxValue)
            throw new ArgumentException($"Idx.Write: {array.Shape.Rank} axes are more than 255.", nameof(tensor));
        byte[] header = new byte[4 + 4 * array.Shape.Rank];
        header[2] = Code(array.ElementType);
        header[3] = (byte)array.Shape.Rank;
        for (int i = 0; i < array.Shape.Rank; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), array.Shape[i]);
        if (!compress)
        {
            WritePlain(stream);
            return;
        }

        using var content = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        WritePlain(content);

        void WritePlain(Stream plain)
        {
            plain.Write(header);
            ElementTypes.Write(plain, array, bigEndian: true);
        }
    }

    private static DataArray ReadPlain(ByteSource source, ReaderLimits limits)
    {
        Span<byte> start = stackalloc byte[4];
        source.ReadExactly(start);
        ElementType? type = start[2] switch
        {
            0x08 => ElementType.UInt8,
            0x09 => ElementType.Int8,
            0x0B => ElementType.Int16,
            0x0C => ElementType.Int32,
            0x0D => ElementType.Float32,
            0x0E => ElementType.Float64,
            _ => null,
        };
        if (start[0] != 0 || start[1] != 0 || type is null)
            throw source.Fail("the first four bytes are not those of an IDX array");
        if (start[3] > limits.MaxRank)
            throw source.Fail($"an array of {start[3]} axes, where {limits.MaxRank} are allowed");
        long[] lengths = new long[start[3]];
        for (int i = 0; i < lengths.Length; i++)
        {
            source.ReadExactly(start);
            lengths[i] = BinaryPrimitives.ReadUInt32BigEndian(start);
        }

        DataArray array = ElementTypes.Read(source, type.Value, ElementTypes.ShapeOf(source, lengths, limits), bigEndian: true);
        if (source.ReadByte() >= 0)
            throw source.Fail("there are bytes after the array");
        return array;
    }

    private static byte Code(ElementType type) => type switch
    {
        ElementType.UInt8 => 0x08,
        ElementType.Int8 => 0x09,
        ElementType.Int16 => 0x0B,
        ElementType.Int32 => 0x0C,
        ElementType.Float32 => 0x0D,
        ElementType.Float64 => 0x0E,
        _ => throw new NotSupportedException($"IDX: the format has no elements of type {type}."),
    };
}
