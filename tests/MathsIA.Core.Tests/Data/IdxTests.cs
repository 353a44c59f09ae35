using MathsIA.Data;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Data;

public sealed class IdxTests
{
    [Fact]
    public void Known_files_are_read()
    {
        foreach (byte[] file in (byte[][])[Fixtures.IdxBytes, Fixtures.IdxGzip])
        {
            foreach (DataArray read in (DataArray[])[Idx.Read(file), Idx.Read(new ForwardOnlyStream(file))])
            {
                Assert.Equal([3, 2, 2], read.Shape.ToArray());
                Assert.Equal(Enumerable.Range(0, 12).Select(i => (byte)i), read.As<byte>().ToArray());
            }
        }

        Assert.Equal([1, -1, 100000], Idx.Read(Fixtures.IdxInts).As<int>().ToArray());
        Assert.Equal([0.5, -3], Idx.Read(Fixtures.IdxDoubles).As<double>().ToArray());
        Assert.Equal(Fixtures.IdxDoubles, Bytes(Tensor.From(new double[,] { { 0.5, -3 } }), false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_written_is_read(bool compress)
    {
        var rng = new Philox(1);
        Check(rng.Integers<byte>([10, 28, 28], 0, 255));
        Check(rng.Integers<sbyte>([3], -128, 127));
        Check(rng.Integers<short>([3, 1], short.MinValue, short.MaxValue));
        Check(rng.Integers([5000, 3], int.MinValue, int.MaxValue).Transpose());
        Check(rng.Normal<float>(0, 4));
        Check(Tensor.Scalar(2.5));

        void Check<T>(Tensor<T> tensor) where T : unmanaged
        {
            DataArray read = Idx.Read(Bytes(tensor, compress));
            Assert.Equal(tensor.Shape, read.Shape);
            Assert.Equal(tensor.ToArray(), read.As<T>().ToArray());
        }
    }

    [Fact]
    public void Paths_decide_on_compression()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".gz");
        try
        {
            Idx.Write(path, Tensor.Zeros<byte>(10_000));
            Assert.True(new FileInfo(path).Length < 200);
            Assert.Equal(10_000, Idx.Read(path).Shape.ElementCount);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<NotSupportedException>(() => Bytes(Tensor.From([1L]), false));
    }

    [Theory]
    [InlineData(new byte[] { }, "end where")]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 0 }, "first four")]
    [InlineData(new byte[] { 0, 0, 7, 1, 0, 0, 0, 0 }, "first four")]
    [InlineData(new byte[] { 0, 0, 8, 200, 0, 0, 0, 0 }, "axes")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0x7F, 0xFF, 0, 0 }, "announced")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF }, "length")]
    [InlineData(new byte[] { 0, 0, 8, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0 }, "more than")]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6 }, "after")]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0 }, "end where")]
    public void Damage_is_refused(byte[] data, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Idx.Read(data)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_checksum_or_a_bomb_is_refused()
    {
        byte[] file = Fixtures.IdxGzip;
        file[^6] ^= 1;
        Assert.Throws<DataFormatException>(() => Idx.Read(file));
        byte[] zeros = Bytes(Tensor.Zeros<byte>(3_000_000), true);
        Assert.Throws<DataFormatException>(() => Idx.Read(zeros, new ReaderLimits { FreeInflatedBytes = 1 << 20 }));
        Assert.Equal(3_000_000, Idx.Read(zeros).Shape.ElementCount);
    }

    private static byte[] Bytes<T>(Tensor<T> tensor, bool compress) where T : unmanaged
    {
        using var stream = new MemoryStream();
        Idx.Write(stream, tensor, compress);
        return stream.ToArray();
    }
}
