using System.Buffers.Binary;
using System.Text;
using MathsIA.Data;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Data;

public sealed class SafetensorsTests
{
    [Fact]
    public void A_known_file_is_read()
    {
        using SafetensorsFile file = Safetensors.Open(Fixtures.SafetensorsPlain);
        Assert.Equal("a b.c empty", string.Join(' ', file.Entries.Select(e => e.Name)));
        Assert.Equal("np", file.Metadata["format"]);
        Assert.Equal([0f, 1, 2, 3, 4, 5], file.Read<float>("a").ToArray());
        Assert.Equal([-1L], file.Read<long>("b.c").ToArray());
        Assert.Equal([0, 2], file.Read("empty").Shape.ToArray());
        Assert.True(file.Contains("a"));
        Assert.False(file.Contains("A"));
        Assert.Throws<KeyNotFoundException>(() => file.Read("A"));
        Assert.Throws<InvalidCastException>(() => file.Read<double>("a"));
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Read("a"));
    }

    [Fact]
    public void What_is_written_is_read_whatever_the_order_and_aligned()
    {
        var rng = new Philox(1);
        var tensors = new Dictionary<string, DataArray>(StringComparer.Ordinal)
        {
            ["z.bytes"] = DataArray.From(rng.Integers<byte>([5], 0, 255)),
            ["half"] = DataArray.From(Tensor.From([Half.One, Half.NaN])),
            ["brain"] = DataArray.From(Tensor.From([(BFloat16)1.5f, (BFloat16)(-2f)])),
            ["weight \"quoted\" ü"] = DataArray.From(rng.Normal<float>(3, 4).Transpose()),
            ["double"] = DataArray.From(rng.Normal<double>(2, 0, 2)),
            ["flags"] = DataArray.From(rng.Bernoulli([3], 0.5)),
            ["ints"] = DataArray.From(rng.Integers([2], long.MinValue, long.MaxValue)),
        };
        byte[] bytes = Write(tensors, new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "MathsIA" });
        Assert.Equal(bytes, Write(tensors.Reverse(), new Dictionary<string, string>(StringComparer.Ordinal) { ["by"] = "MathsIA" }));
        using SafetensorsFile file = Safetensors.Open(bytes);
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(bytes) % 8);
        Assert.All(file.Entries, e => Assert.Equal(0, e.Begin % (e.ElementType == ElementType.Float64 ? 8 : 1)));
        foreach ((string name, DataArray array) in tensors)
            Assert.Equal(array.Shape, file.Read(name).Shape);
        Assert.Equal(tensors["weight \"quoted\" ü"].As<float>().ToArray(), file.Read<float>("weight \"quoted\" ü").ToArray());
        Assert.Equal(tensors["flags"].As<bool>().ToArray(), file.Read<bool>("flags").ToArray());
        Assert.Equal([1.5f, -2], file.Read("brain").To<float>().ToArray());
        Assert.Equal((BFloat16)(-2f), file.Read<BFloat16>("brain")[1]);
        Assert.Equal("MathsIA", file.Metadata["by"]);
        Assert.Throws<ArgumentException>("tensors", () => Write([new("__metadata__", tensors["ints"])], null));
        Assert.Throws<ArgumentException>("tensors", () => Write([new("a", tensors["ints"]), new("a", tensors["ints"])], null));
        using SafetensorsFile empty = Safetensors.Open(Write([], null));
        Assert.Empty(empty.Entries);
    }

    [Fact]
    public void Files_and_streams_are_opened()
    {
        string path = Path.GetTempFileName();
        try
        {
            Safetensors.Write(path, [new("x", DataArray.From(Tensor.From([1f])))]);
            using (SafetensorsFile file = Safetensors.Open(path))
                Assert.Equal([1f], file.Read<float>("x").ToArray());
            using var stream = new MemoryStream([1, 2, 3, .. File.ReadAllBytes(path)]) { Position = 3 };
            using (SafetensorsFile file = Safetensors.Open(stream))
                Assert.Equal([1f], file.Read<float>("x").ToArray());
            Assert.True(stream.CanRead);
            File.WriteAllBytes(path, [1]);
            Assert.Throws<DataFormatException>(() => Safetensors.Open(path));
            File.Delete(path);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<ArgumentException>("stream", () => Safetensors.Open(new ForwardOnlyStream([])));
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "twice")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}", 8, "begins at 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}", 6, "begins at 2")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, "the data at 5")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4, "the data at 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "does not fill")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}", 0, "length")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "length")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "range")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1e400],\"data_offsets\":[0,4]}}", 4, "range")]
    [InlineData("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "unknown type")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", 4, "unknown or repeated")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, "lacks")]
    [InlineData("{\"a\":{\"dtype\":4,\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "wrong kind")]
    [InlineData("{\"a\":[]}", 0, "object")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", 0, "not text")]
    [InlineData("{\"\\ud800\":{}}", 0, "wrong kind")]
    [InlineData("{} x", 0, "JSON")]
    [InlineData("{", 0, "JSON")]
    [InlineData(" {}", 0, "begin with")]
    [InlineData("", 0, "begin with")]
    public void Hostile_headers_are_refused(string header, int dataLength, string reason)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), data = new byte[8 + text.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(data, text.Length);
        text.CopyTo(data, 8);
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Safetensors.Open(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_longer_than_the_file_or_the_cap_is_refused_before_it_is_read()
    {
        byte[] data = new byte[16];
        foreach (ulong length in (ulong[])[9, 1UL << 40, ulong.MaxValue])
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data, length);
            Assert.Contains("header of", Assert.Throws<DataFormatException>(() => Safetensors.Open(data)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<DataFormatException>(() => Safetensors.Open(Fixtures.SafetensorsPlain, new ReaderLimits { MaxSafetensorsHeaderBytes = 20 }));
        Assert.Throws<DataFormatException>(() => Safetensors.Open(Fixtures.SafetensorsPlain, new ReaderLimits { MaxEntries = 2 }));
    }

    private static byte[] Write(IEnumerable<KeyValuePair<string, DataArray>> tensors, Dictionary<string, string>? metadata)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
