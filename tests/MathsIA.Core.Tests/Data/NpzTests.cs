using System.IO.Compression;
using MathsIA.Data;

namespace MathsIA.Tests.Data;

public sealed class NpzTests
{
    [Fact]
    public void Archives_written_by_NumPy_are_read()
    {
        IReadOnlyDictionary<string, DataArray> stored = Npz.Read(Fixtures.NpzStored);
        Assert.Equal("weights labels", string.Join(' ', stored.Keys));
        Assert.Equal([0f, 1, 2, 3], stored["weights"].As<float>().ToArray());
        Assert.Equal([1, 2], stored["labels"].As<long>().Shape.ToArray());
        IReadOnlyDictionary<string, DataArray> deflated = Npz.Read(new ForwardOnlyStream(Fixtures.NpzDeflated));
        Assert.Equal(new double[100], deflated["weights"].As<double>().ToArray());
        Assert.Equal([0, 1, 2, 3, 4], deflated["labels"].As<byte>().ToArray());
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void What_is_written_is_read(CompressionLevel level)
    {
        byte[] bytes = Write(level, ("a/b", DataArray.From(Tensor.Arange<int>(50_000))), ("../c", DataArray.From(Tensor.Zeros<double>(0))), ("é", DataArray.From(Tensor.Scalar(true))));
        IReadOnlyDictionary<string, DataArray> read = Npz.Read(bytes);
        Assert.Equal("a/b ../c é", string.Join(' ', read.Keys));
        Assert.Equal(Enumerable.Range(0, 50_000), read["a/b"].As<int>().ToArray());
        Assert.True(read["é"].As<bool>().ToScalar());
        Assert.Equal(bytes, Write(level, [.. read.Select(p => (p.Key, p.Value))]));
    }

    [Fact]
    public void Bombs_are_refused()
    {
        byte[] zeros = Write(CompressionLevel.Optimal, ("z", DataArray.From(Tensor.Zeros<double>(1_000_000))));
        Assert.True(zeros.Length < 20_000);
        Assert.Equal(8_000_000 / 8, Npz.Read(zeros)["z"].Shape.Length);
        Refuse(zeros, "allowed", new ReaderLimits { MaxInflatedBytes = 1_000_000 });
        Refuse(zeros, "allowed", new ReaderLimits { FreeInflatedBytes = 1000 });
        // Two that are each allowed, but not together.
        byte[] two = Write(CompressionLevel.Optimal, ("x", DataArray.From(Tensor.Zeros<double>(80_000))), ("y", DataArray.From(Tensor.Zeros<double>(80_000))));
        Refuse(two, "allowed", new ReaderLimits { MaxInflatedBytes = 1_000_000 });
        Refuse(two, "allowed", new ReaderLimits { MaxEntries = 1 });
    }

    [Fact]
    public void Damage_is_found()
    {
        byte[] good = Write(CompressionLevel.NoCompression, ("a", DataArray.From(Tensor.From([1, 2, 3]))));
        int data = good.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 0, 0, 0, 2, 0, 0, 0]);
        byte[] flipped = [.. good];
        flipped[data] ^= 4;
        Refuse(flipped, "checksum");
        Refuse(good[..^5], "no directory");
        Refuse([.. good, 0], "no directory");
        Refuse([], "too short");
        byte[] deflated = Write(CompressionLevel.Optimal, ("a", DataArray.From(Tensor.Arange<int>(100))));
        byte[] longer = [.. deflated];
        int size = longer.AsSpan().LastIndexOf("PK\x1\x2"u8) + 24;
        longer[size]++;
        Refuse(longer, "end");
        byte[] encrypted = [.. good];
        encrypted[encrypted.AsSpan().LastIndexOf("PK\x1\x2"u8) + 8] |= 1;
        Refuse(encrypted, "encrypted");
    }

    [Fact]
    public void Members_that_share_bytes_or_names_are_refused()
    {
        byte[] two = Write(CompressionLevel.NoCompression, ("a", DataArray.From(Tensor.From([1, 2]))), ("b", DataArray.From(Tensor.From([1, 2]))));
        int second = two.AsSpan().LastIndexOf("PK\x1\x2"u8);
        byte[] overlapping = [.. two];
        overlapping.AsSpan(second + 42, 4).Clear();
        Refuse(overlapping, "overlap");
        byte[] repeated = [.. two];
        repeated[second + 46] = (byte)'a';
        Refuse(repeated, "two arrays");
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentException>("arrays", () => Npz.Write(stream, [new("a", DataArray.From(Tensor.From([1]))), new("a", DataArray.From(Tensor.From([1])))]));
    }

    private static void Refuse(byte[] data, string reason, ReaderLimits? limits = null) =>
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Npz.Read(data, limits)).Message, StringComparison.Ordinal);

    private static byte[] Write(CompressionLevel level, params (string Name, DataArray Array)[] arrays)
    {
        using var stream = new MemoryStream();
        Npz.Write(stream, arrays.Select(a => KeyValuePair.Create(a.Name, a.Array)), level);
        return stream.ToArray();
    }
}
