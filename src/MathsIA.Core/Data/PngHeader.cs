using System.Buffers.Binary;

namespace MathsIA.Data;

/// <summary>The first chunk of a PNG image: its size and the kind of its samples.</summary>
internal readonly record struct PngHeader(int Width, int Height, int BitDepth, int ColourType)
{
    public const int Length = 13, Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6;

    /// <summary>Samples of one pixel as stored; a palette index is one.</summary>
    public int Samples => ColourType switch
    {
        Rgb => 3,
        GreyAlpha => 2,
        Rgba => 4,
        _ => 1,
    };

    /// <summary>Bytes of one row, without the filter's.</summary>
    public long RowBytes => ((long)Width * Samples * BitDepth + 7) / 8;

    /// <summary>Bytes between a sample and the same sample of the pixel to its left, for filters: at least 1.</summary>
    public int Step => Math.Max(1, Samples * BitDepth / 8);

    public static PngHeader Read(ByteSource source, ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
            throw source.Fail($"the header chunk has {chunk.Length} bytes, not {Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(chunk), height = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
        int depth = chunk[8], colour = chunk[9];
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            throw source.Fail($"an image of {width} x {height} pixels");
        bool known = colour switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            Rgb or GreyAlpha or Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!known)
            throw source.Fail($"colour type {colour} with {depth} bits is unknown");
        if (chunk[10] != 0 || chunk[11] != 0)
            throw source.Fail("an unknown compression or filter method");
        if (chunk[12] != 0)
            throw source.Fail(chunk[12] == 1 ? "interlaced images are not supported" : "an unknown interlace method");
        return new PngHeader((int)width, (int)height, depth, colour);
    }

    public byte[] ToBytes()
    {
        byte[] chunk = new byte[Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, Width);
        BinaryPrimitives.WriteInt32BigEndian(chunk.AsSpan(4), Height);
        chunk[8] = (byte)BitDepth;
        chunk[9] = (byte)ColourType;
        return chunk;
    }
}
