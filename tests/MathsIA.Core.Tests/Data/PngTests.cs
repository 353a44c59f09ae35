using CsCheck;
using MathsIA.Data;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Data;

public sealed class PngTests
{
    [Fact]
    public void Eight_bits_a_sample_with_every_filter()
    {
        Check(Fixtures.PngGrey8, [6, 5], Fixtures.Grey8Samples);
        Check(Fixtures.PngRgb8, [6, 4, 3], Fixtures.Rgb8Samples);
        Check(Fixtures.PngRgba8, [5, 3, 4], Fixtures.Rgba8Samples);
        Check(Fixtures.PngGreyAlpha8, [5, 3, 2], [.. Fixtures.Rgba8Samples.Chunk(4).SelectMany(p => p[..2])]);
    }

    [Fact]
    public void Sixteen_bits_a_sample()
    {
        Check(Fixtures.PngGrey16, [5, 3], Fixtures.Grey16Samples);
        Check(Fixtures.PngRgb16, [5, 3, 3], Fixtures.Rgb16Samples);
        Tensor<double> unit = Png.ReadAs<double>(new MemoryStream(Fixtures.PngGrey16));
        Assert.Equal(Fixtures.Grey16Samples.Select(v => v / 65535.0), unit.ToArray());
        Assert.Equal(Fixtures.Grey8Samples.Select(v => v / 255f), Png.ReadAs<float>(new ForwardOnlyStream(Fixtures.PngGrey8)).ToArray());
    }

    [Fact]
    public void Few_bits_a_sample_are_stretched()
    {
        Check(Fixtures.PngGrey1, [2, 10], [.. "10110011010000111110".Select(c => (byte)(c == '1' ? 255 : 0))]);
        Check<byte>(Fixtures.PngGrey2, [1, 5], [0, 85, 170, 255, 85]);
        Check<byte>(Fixtures.PngGrey4, [2, 3], [0, 255, 119, 17, 34, 51]);
    }

    [Fact]
    public void Palettes_are_looked_up_and_transparent_colours_become_alpha()
    {
        byte[] red = [255, 0, 0], green = [0, 255, 0], blue = [0, 0, 255];
        Check(Fixtures.PngPalette4, [2, 3, 3], [.. red, .. green, .. blue, .. blue, .. green, .. red]);
        Check<byte>(Fixtures.PngPalette8Transparent, [1, 3, 4], [9, 8, 7, 0, 6, 5, 4, 128, 3, 2, 1, 255]);
        byte key = Fixtures.Grey8Samples[13];
        Check(Fixtures.PngGrey8Transparent, [6, 5, 2], [.. Fixtures.Grey8Samples.SelectMany(v => (byte[])[v, v == key ? (byte)0 : (byte)255])]);
    }

    [Fact]
    public void Interlaced_images_are_refused() => Refuse(Fixtures.PngInterlaced, "interlaced");

    [Fact]
    public void What_is_written_is_read() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 20], Gen.Int[0, 4], Gen.Int).Sample(
            (height, width, channels, seed) =>
            {
                int[] shape = channels == 0 ? [height, width] : [height, width, channels];
                // Smooth as well as random images, so that every filter is chosen.
                var rng = new Philox(seed);
                Tensor<ushort> words = rng.Integers<ushort>(shape, 0, (ushort)(seed % 2 == 0 ? ushort.MaxValue : 9));
                for (int i = 1; i < words.Length; i++)
                    words.AsSpan()[i] += (ushort)(seed % 3 == 0 ? words.AsSpan()[i - 1] : 0);
                Tensor<byte> bytes = DataArray.From(words).To<byte>();
                using MemoryStream wide = new(), narrow = new();
                Png.Write(wide, words);
                Png.Write(narrow, bytes);
                DataArray readWide = Png.Read(wide.ToArray()), readNarrow = Png.Read(narrow.ToArray());
                int[] expected = channels == 1 ? [height, width] : shape;
                return readWide.Shape.SequenceEqual(expected) && readNarrow.Shape.SequenceEqual(expected)
                    && readWide.As<ushort>().ToArray().SequenceEqual(words.ToArray()) && readNarrow.As<byte>().ToArray().SequenceEqual(bytes.ToArray());
            },
            seed: "0000KOIPe036", iter: 300);

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Numbers_are_clamped_and_rounded(int bits)
    {
        double full = (1 << bits) - 1;
        Tensor<double> image = Tensor.From(new[,] { { 0, 1, 0.5, -3, 7, 0.25 / full, 0.75 / full, double.PositiveInfinity } });
        using var stream = new MemoryStream();
        Png.Write(stream, image.Transpose(), bits);
        double[] half = [Math.Round(full / 2) / full];
        Assert.Equal([0, 1, half[0], 0, 1, 0, 1 / full, 1], Png.ReadAs<double>(new MemoryStream(stream.ToArray())).ToArray());
    }

    [Fact]
    public void Large_images_span_several_chunks_and_smooth_ones_shrink()
    {
        Tensor<byte> noise = new Philox(1).Integers<byte>([200, 400], 0, 255);
        using MemoryStream stream = new(), smooth = new();
        Png.Write(stream, noise);
        Assert.True(stream.ToArray().AsSpan().Count("IDAT"u8) > 1);
        Assert.Equal(noise.ToArray(), Png.Read(stream.ToArray()).As<byte>().ToArray());
        Tensor<float> ramp = Tensor.Linspace(0f, 1f, 512).Reshape(1, 512).BroadcastTo([512, 512]);
        Png.Write(smooth, ramp);
        Assert.True(smooth.Length < 512 * 512 / 100);
        string path = Path.GetTempFileName();
        try
        {
            Png.Write(path, ramp, 16);
            Assert.Equal([512, 512], Png.ReadAs<float>(path).Shape.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Damage_is_refused()
    {
        byte[] good = Fixtures.PngGrey8;
        for (int i = 0; i < good.Length; i++)
        {
            byte[] cut = good[..i], flipped = [.. good];
            flipped[i] ^= 0x10;
            Assert.Throws<DataFormatException>(() => Png.Read(cut));
            Assert.Throws<DataFormatException>(() => Png.Read(flipped));
        }
    }

    [Fact]
    public void Sizes_are_checked_against_the_bytes_and_the_limits()
    {
        byte[] huge = Fixtures.PngGrey8;
        foreach (uint side in (uint[])[uint.MaxValue, int.MaxValue, 60_000, 5000])
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(16), side);
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(huge.AsSpan(20), side);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Refuse(ReaderFuzzTests.RepairPng(huge), "pixels");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
        }

        using var black = new MemoryStream();
        Png.Write(black, Tensor.Zeros<byte>(600, 600));
        byte[] bytes = black.ToArray();
        Assert.Equal(360_000, Png.Read(bytes).Shape.Length);
        Assert.Throws<DataFormatException>(() => Png.Read(bytes, new ReaderLimits { FreeInflatedBytes = 1 << 18 }));
    }

    [Fact]
    public void Wrong_images_are_refused()
    {
        using var stream = new MemoryStream();
        Assert.Throws<ShapeMismatchException>("image", () => Png.Write(stream, Tensor.Zeros<float>(3)));
        Assert.Throws<ShapeMismatchException>("image", () => Png.Write(stream, Tensor.Zeros<byte>(2, 2, 5)));
        Assert.Throws<ShapeMismatchException>("image", () => Png.Write(stream, Tensor.Zeros<ushort>(0, 2)));
        Assert.Throws<ArgumentException>("image", () => Png.Write(stream, Tensor.Full([2, 2], float.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>("bits", () => Png.Write(stream, Tensor.Zeros<float>(2, 2), 4));
        Assert.Equal(0, stream.Length);
    }

    private static void Check<T>(byte[] file, int[] shape, T[] samples) where T : unmanaged
    {
        DataArray image = Png.Read(file);
        Assert.Equal(shape, image.Shape.ToArray());
        Assert.Equal(samples, image.As<T>().ToArray());
    }

    private static void Refuse(byte[] data, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Png.Read(data)).Message, StringComparison.Ordinal);
}
