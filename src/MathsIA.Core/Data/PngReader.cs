using System.Buffers.Binary;
using System.IO.Compression;

namespace MathsIA.Data;

/// <summary>Reads one PNG image into 8- or 16-bit samples.</summary>
internal static class PngReader
{
    private const string Format = "PNG";

    public static DataArray Read(Stream stream, ReaderLimits limits)
    {
        stream = DataStreams.Seekable(Format, stream, limits.MaxInflatedBytes);
        var source = new ByteSource(Format, stream);
        var chunks = new PngChunks(source);
        chunks.Begin();
        if (chunks.Type != PngChunks.Header)
            throw source.Fail("the first chunk is not the header");
        PngHeader header = PngHeader.Read(source, chunks.ReadWhole(PngHeader.Length));
        byte[] palette = [];
        byte[]? transparency = null;
        while (true)
        {
            chunks.Begin();
            switch (chunks.Type)
            {
                case PngChunks.PaletteChunk when palette.Length == 0 && transparency is null:
                    palette = chunks.ReadWhole(3 * 256);
                    if (palette.Length == 0 || palette.Length % 3 != 0)
                        throw source.Fail("the palette does not hold whole colours");
                    break;
                case PngChunks.Transparency when transparency is null:
                    transparency = chunks.ReadWhole(256);
                    CheckTransparency(header, transparency, palette, source);
                    break;
                case PngChunks.Data:
                    if (header.ColourType == PngHeader.Palette && palette.Length == 0)
                        throw source.Fail("the palette is missing");
                    DataArray image = ReadImage(chunks, header, palette, transparency, source, limits);
                    ReadEnd(chunks, source);
                    return image;
                default:
                    RequireAncillary(chunks, source);
                    chunks.Finish();
                    break;
            }
        }
    }

    private static DataArray ReadImage(PngChunks chunks, PngHeader header, byte[] palette, byte[]? transparency, ByteSource source, ReaderLimits limits)
    {
        // All bytes from here on bound the compressed data, of which a deflated block can make at most 1032 times as many.
        long compressed = source.Remaining, allowed = limits.InflatedBytes(compressed);
        bool indexed = header.ColourType == PngHeader.Palette;
        int samples = (indexed ? 3 : header.Samples) + (transparency is null ? 0 : 1), sampleBytes = header.BitDepth == 16 ? 2 : 1;
        long pixels = (long)header.Width * header.Height;
        // The number of pixels first: with it in bounds no product below overflows.
        if (pixels > Array.MaxLength || pixels * samples > Array.MaxLength || pixels * samples * sampleBytes > allowed
            || (header.RowBytes + 1) * header.Height > Math.Min(allowed, compressed > allowed ? long.MaxValue : 1032 * compressed))
            throw source.Fail($"an image of {header.Width} x {header.Height} pixels does not fit the {compressed} bytes left, or the limits");
        long raw = (header.RowBytes + 1) * header.Height;
        using var inflate = new ZLibStream(chunks, CompressionMode.Decompress, leaveOpen: true);
        var data = new ByteSource(Format, inflate, raw + 1);
        int rowBytes = (int)header.RowBytes;
        byte[] row = new byte[rowBytes], above = new byte[rowBytes];
        Span<byte> filter = stackalloc byte[1];
        Shape shape = samples == 1 ? new Shape(header.Height, header.Width) : new Shape(header.Height, header.Width, samples);
        Tensor<byte>? bytes = sampleBytes == 1 ? Tensor.Uninitialized<byte>(shape) : null;
        Tensor<ushort>? words = sampleBytes == 2 ? Tensor.Uninitialized<ushort>(shape) : null;
        int width = header.Width * samples;
        for (int y = 0; y < header.Height; y++)
        {
            data.ReadExactly(filter);
            if (filter[0] >= PngFilter.Count)
                throw data.Fail($"row {y} has the unknown filter {filter[0]}");
            data.ReadExactly(row);
            PngFilter.Undo(filter[0], row, above, header.Step);
            if (words is not null)
                Expand16(row, header, transparency, words.AsSpan().Slice(y * width, width));
            else if (indexed)
                ExpandPalette(row, header, palette, transparency, bytes!.AsSpan().Slice(y * width, width), data);
            else
                Expand8(row, header, transparency, bytes!.AsSpan().Slice(y * width, width));
            (row, above) = (above, row);
        }

        if (data.ReadByte() >= 0)
            throw data.Fail("there are more rows than the header says");
        // The decompressor may stop short of the last data chunk's end.
        while (chunks.Read(above) > 0)
        {
        }

        return words is not null ? DataArray.From(words) : DataArray.From(bytes!);
    }

    /// <summary>Rows of 16-bit samples, big-endian in the file.</summary>
    private static void Expand16(ReadOnlySpan<byte> row, PngHeader header, byte[]? transparency, Span<ushort> destination)
    {
        int samples = header.Samples, to = 0;
        for (int i = 0; i < row.Length; i += 2 * samples)
        {
            for (int s = 0; s < samples; s++)
                destination[to++] = BinaryPrimitives.ReadUInt16BigEndian(row[(i + 2 * s)..]);
            if (transparency is not null)
                destination[to++] = row.Slice(i, 2 * samples).SequenceEqual(transparency) ? (ushort)0 : ushort.MaxValue;
        }
    }

    /// <summary>Rows of up to 8 bits a sample; fewer bits are stretched to the whole range.</summary>
    private static void Expand8(ReadOnlySpan<byte> row, PngHeader header, byte[]? transparency, Span<byte> destination)
    {
        if (header.BitDepth == 8 && transparency is null)
        {
            row.CopyTo(destination);
            return;
        }

        int samples = header.Samples, scale = 255 / ((1 << header.BitDepth) - 1), to = 0;
        for (int x = 0; x < header.Width; x++)
        {
            bool transparent = true;
            for (int s = 0; s < samples; s++)
            {
                int value = Sample(row, x * samples + s, header.BitDepth);
                destination[to++] = (byte)(value * scale);
                transparent = transparent && transparency is not null && value == BinaryPrimitives.ReadUInt16BigEndian(transparency.AsSpan(2 * s));
            }

            if (transparency is not null)
                destination[to++] = transparent ? (byte)0 : byte.MaxValue;
        }
    }

    private static void ExpandPalette(ReadOnlySpan<byte> row, PngHeader header, byte[] palette, byte[]? transparency, Span<byte> destination, ByteSource source)
    {
        int to = 0;
        for (int x = 0; x < header.Width; x++)
        {
            int index = Sample(row, x, header.BitDepth);
            if (3 * index >= palette.Length)
                throw source.Fail($"colour {index} is not in the palette of {palette.Length / 3}");
            palette.AsSpan(3 * index, 3).CopyTo(destination[to..]);
            to += 3;
            if (transparency is not null)
                destination[to++] = index < transparency.Length ? transparency[index] : byte.MaxValue;
        }
    }

    /// <summary>Sample number <paramref name="index"/> of a row, packed from the high bits of each byte down.</summary>
    private static int Sample(ReadOnlySpan<byte> row, int index, int bits)
    {
        if (bits == 8)
            return row[index];
        int perByte = 8 / bits;
        return (row[index / perByte] >> (8 - bits - index % perByte * bits)) & ((1 << bits) - 1);
    }

    private static void CheckTransparency(PngHeader header, byte[] transparency, byte[] palette, ByteSource source)
    {
        bool fits = header.ColourType switch
        {
            PngHeader.Grey or PngHeader.Rgb => transparency.Length == 2 * header.Samples,
            PngHeader.Palette => transparency.Length <= palette.Length / 3,
            _ => false,
        };
        if (!fits)
            throw source.Fail("the transparency does not fit the kind of image");
    }

    private static void ReadEnd(PngChunks chunks, ByteSource source)
    {
        while (chunks.Type != PngChunks.End)
        {
            RequireAncillary(chunks, source);
            chunks.Finish();
            chunks.Begin();
        }

        chunks.ReadWhole(0);
    }

    /// <summary>A capital first letter marks a chunk without which the image cannot be shown.</summary>
    private static void RequireAncillary(PngChunks chunks, ByteSource source)
    {
        if ((chunks.Type & 0x20000000) == 0)
            throw source.Fail($"the chunk {chunks.Type:X8} is unknown, repeated or out of place");
    }
}
