using System.Buffers.Binary;
using System.Numerics;

namespace MathsIA.Data;

/// <summary>Reads and writes PNG images as tensors: [height, width] for grey, [height, width, channels] otherwise.</summary>
/// <remarks>
/// <para>Channels: 2 grey and alpha, 3 RGB, 4 RGBA. <see cref="Read(string, ReaderLimits?)"/> gives the samples as stored, <c>byte</c> or <c>ushort</c>;
/// <see cref="ReadAs{T}(string, ReaderLimits?)"/> gives numbers from 0 to 1. Palettes are looked up, samples of 1, 2 or 4 bits stretched to 8, a transparent colour becomes an
/// alpha channel. Colour is not managed: samples mean what the file says, most often sRGB.</para>
/// <para>Every checksum is verified. Interlaced images are refused, like everything damaged, with <see cref="DataFormatException"/>.</para>
/// </remarks>
public static class Png
{
    /// <summary>Reads an image from a file: the samples as stored.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>An array of <c>byte</c>, or of <c>ushort</c> for 16 bits.</returns>
    /// <exception cref="DataFormatException">The file is not a readable PNG image.</exception>
    public static DataArray Read(string path, ReaderLimits? limits = null) => DataStreams.OnFile(path, stream => Read(stream, limits));

    /// <summary>Reads an image from bytes: the samples as stored.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>An array of <c>byte</c>, or of <c>ushort</c> for 16 bits.</returns>
    /// <exception cref="DataFormatException">The bytes are not a readable PNG image.</exception>
    public static DataArray Read(ReadOnlySpan<byte> data, ReaderLimits? limits = null) => DataStreams.OnSpan(data, stream => Read(stream, limits));

    /// <summary>Reads an image from a stream: the samples as stored.</summary>
    /// <param name="stream">The stream; one that cannot seek is read into memory first, up to <see cref="ReaderLimits.MaxInflatedBytes"/>.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>An array of <c>byte</c>, or of <c>ushort</c> for 16 bits.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a readable PNG image.</exception>
    public static DataArray Read(Stream stream, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PngReader.Read(stream, limits ?? ReaderLimits.Default);
    }

    /// <summary>Reads an image from a file: samples over their largest value, from 0 to 1.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The image.</returns>
    /// <exception cref="DataFormatException">The file is not a readable PNG image.</exception>
    public static Tensor<T> ReadAs<T>(string path, ReaderLimits? limits = null) where T : unmanaged, IFloatingPointIeee754<T> => ToUnit<T>(Read(path, limits));

    /// <summary>Reads an image from a stream: samples over their largest value, from 0 to 1.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a readable PNG image.</exception>
    public static Tensor<T> ReadAs<T>(Stream stream, ReaderLimits? limits = null) where T : unmanaged, IFloatingPointIeee754<T> => ToUnit<T>(Read(stream, limits));

    /// <summary>Writes an image of numbers to a file: see <see cref="Write{T}(Stream, Tensor{T}, int)"/>.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="image">The image, shape [height, width] or [height, width, channels].</param>
    /// <param name="bits">Bits a sample: 8 or 16.</param>
    /// <exception cref="ArgumentException">The image holds NaN, or is not of such a shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 8 nor 16.</exception>
    public static void Write<T>(string path, Tensor<T> image, int bits = 8) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Check(image, bits);
        DataStreams.ToFile(path, stream => Write(stream, image, bits));
    }

    /// <summary>Writes an image of numbers: 0 is black, 1 full; what lies outside is clamped, halves round to even.</summary>
    /// <typeparam name="T"><c>float</c> or <c>double</c>.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <param name="image">The image, shape [height, width] or [height, width, channels].</param>
    /// <param name="bits">Bits a sample: 8 or 16.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The image holds NaN, or is not of such a shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The bits are neither 8 nor 16.</exception>
    public static void Write<T>(Stream stream, Tensor<T> image, int bits = 8) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngHeader header = Check(image, bits);
        Memory<T> samples = image.Contiguous().AsMemory();
        T full = T.CreateChecked((1 << bits) - 1);
        PngWriter.Write(stream, header, (y, row) =>
        {
            ReadOnlySpan<T> values = Row(samples.Span, header, y);
            for (int i = 0; i < values.Length; i++)
            {
                ushort sample = ushort.CreateTruncating(T.Round(T.Clamp(values[i], T.Zero, T.One) * full));
                if (bits == 8)
                    row[i] = (byte)sample;
                else
                    BinaryPrimitives.WriteUInt16BigEndian(row[(2 * i)..], sample);
            }
        });
    }

    /// <summary>Writes an image of 8-bit samples, exactly.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="image">The image, shape [height, width] or [height, width, channels].</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The image is not of such a shape.</exception>
    public static void Write(Stream stream, Tensor<byte> image)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngHeader header = HeaderOf(image, 8);
        Memory<byte> samples = image.Contiguous().AsMemory();
        PngWriter.Write(stream, header, (y, row) => Row(samples.Span, header, y).CopyTo(row));
    }

    /// <summary>Writes an image of 16-bit samples, exactly.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="image">The image, shape [height, width] or [height, width, channels].</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The image is not of such a shape.</exception>
    public static void Write(Stream stream, Tensor<ushort> image)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngHeader header = HeaderOf(image, 16);
        Memory<ushort> samples = image.Contiguous().AsMemory();
        PngWriter.Write(stream, header, (y, row) =>
        {
            ReadOnlySpan<ushort> values = Row(samples.Span, header, y);
            for (int i = 0; i < values.Length; i++)
                BinaryPrimitives.WriteUInt16BigEndian(row[(2 * i)..], values[i]);
        });
    }

    private static ReadOnlySpan<T> Row<T>(ReadOnlySpan<T> samples, PngHeader header, int y) =>
        samples.Slice(y * header.Width * header.Samples, header.Width * header.Samples);

    private static Tensor<T> ToUnit<T>(DataArray image) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> unit = Tensor.Uninitialized<T>(image.Shape);
        Span<T> values = unit.AsSpan();
        if (image.ElementType == ElementType.UInt8)
        {
            ReadOnlySpan<byte> samples = image.As<byte>().AsSpan();
            for (int i = 0; i < values.Length; i++)
                values[i] = T.CreateTruncating(samples[i]) / T.CreateTruncating(byte.MaxValue);
        }
        else
        {
            ReadOnlySpan<ushort> samples = image.As<ushort>().AsSpan();
            for (int i = 0; i < values.Length; i++)
                values[i] = T.CreateTruncating(samples[i]) / T.CreateTruncating(ushort.MaxValue);
        }

        return unit;
    }

    private static PngHeader Check<T>(Tensor<T> image, int bits) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (bits is not (8 or 16))
            throw new ArgumentOutOfRangeException(nameof(bits), bits, "Png.Write: 8 or 16 bits a sample.");
        PngHeader header = HeaderOf(image, bits);
        foreach (T value in image.Contiguous().AsSpan())
        {
            if (T.IsNaN(value))
                throw new ArgumentException("Png.Write: the image holds NaN.", nameof(image));
        }

        return header;
    }

    private static PngHeader HeaderOf<T>(Tensor<T> image, int bits) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(image);
        int channels = image.Rank == 2 ? 1 : image.Rank == 3 ? image.Shape[2] : 0;
        if (channels is < 1 or > 4 || image.Length == 0)
            throw new ShapeMismatchException("Png.Write", $"image {image.Shape}: expected [height, width] or [height, width, 1 to 4 channels], not empty.", nameof(image));
        int colour = channels switch
        {
            1 => PngHeader.Grey,
            2 => PngHeader.GreyAlpha,
            3 => PngHeader.Rgb,
            _ => PngHeader.Rgba,
        };
        return new PngHeader(image.Shape[1], image.Shape[0], bits, colour);
    }
}
