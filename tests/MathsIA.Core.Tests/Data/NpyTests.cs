using System.Text;
using MathsIA.Data;
using MathsIA.RandomNumbers;

namespace MathsIA.Tests.Data;

public sealed class NpyTests
{
    [Fact]
    public void Files_written_by_NumPy_are_read()
    {
        Tensor<float> single = Npy.Read(Fixtures.NpySingle).As<float>();
        Assert.Equal([2, 3], single.Shape.ToArray());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1, 1.25f], single.ToArray());
        Tensor<double> columns = Npy.Read(Fixtures.NpyColumnMajor).As<double>();
        Assert.Equal([2, 3, 4], columns.Shape.ToArray());
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)i), columns.AsSpan().ToArray());
        Assert.Equal([1, -2, 300], Npy.Read(Fixtures.NpyBigEndian).As<short>().ToArray());
        Assert.Equal([true, false, true], Npy.Read(Fixtures.NpyBool).As<bool>().ToArray());
        Assert.Equal([(Half)0.5, (Half)(-2), Half.MaxValue], Npy.Read(Fixtures.NpyHalf).As<Half>().ToArray());
        Assert.Equal(7L, Npy.Read(Fixtures.NpyScalar).As<long>().ToScalar());
        Assert.Equal([0, 3], Npy.Read(Fixtures.NpyEmpty).As<uint>().Shape.ToArray());
        Assert.Equal([0, 1, 2], Npy.Read(Fixtures.NpyVersion2).As<byte>().ToArray());
    }

    [Fact]
    public void What_NumPy_writes_is_written_byte_for_byte()
    {
        Assert.Equal(Fixtures.NpySingle, Bytes(Tensor.Arange<float>(6).Reshape(2, 3), scale: 0.25f));
        Assert.Equal(Fixtures.NpyScalar, Bytes(Tensor.Scalar(7L)));
        Assert.Equal(Fixtures.NpyBool, Bytes(Tensor.From([true, false, true])));
        Assert.Equal(Fixtures.NpyEmpty, Bytes(Tensor.Zeros<uint>(0, 3)));
    }

    [Theory]
    [InlineData("NpyPickle", "pickled")]
    [InlineData("NpyStructured", "structured")]
    [InlineData("NpyComplex", "neither numbers")]
    [InlineData("NpyString", "neither numbers")]
    public void What_is_not_numbers_is_refused(string fixture, string reason)
    {
        byte[] data = fixture switch
        {
            "NpyPickle" => Fixtures.NpyPickle,
            "NpyStructured" => Fixtures.NpyStructured,
            "NpyComplex" => Fixtures.NpyComplex,
            _ => Fixtures.NpyString,
        };
        Assert.Contains(reason, Assert.Throws<DataFormatException>(() => Npy.Read(data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_element_type_comes_back()
    {
        var rng = new Philox(1);
        Check(rng.Integers<byte>([3, 4], 0, 255));
        Check(rng.Integers<sbyte>([5], -128, 127));
        Check(rng.Integers<ushort>([2, 0, 3], 0, ushort.MaxValue));
        Check(rng.Integers<short>([2, 2, 2], short.MinValue, short.MaxValue));
        Check(rng.Integers([7], uint.MinValue, uint.MaxValue));
        Check(rng.Integers([7], int.MinValue, int.MaxValue));
        Check(rng.Integers([7], ulong.MinValue, ulong.MaxValue));
        Check(rng.Integers([7], long.MinValue, long.MaxValue));
        Check(rng.Normal<float>(4, 5)[.., 1..4]);
        Check(rng.Normal<double>(3, 5).Transpose());
        Check(Tensor.From([Half.NaN, Half.Epsilon]));
        Check(rng.Bernoulli([9], 0.5));
        // Too much for one piece when the length of the stream is not known.
        Check(rng.Normal<double>(20_000));

        static void Check<T>(Tensor<T> tensor) where T : unmanaged
        {
            byte[] bytes = Bytes(tensor);
            foreach (DataArray read in (DataArray[])[Npy.Read(bytes), Npy.Read(new ForwardOnlyStream(bytes))])
            {
                Assert.Equal(tensor.Shape, read.Shape);
                Assert.Equal(tensor.ToArray(), read.As<T>().ToArray());
            }
        }
    }

    [Fact]
    public void Files_and_streams_of_several_arrays_work()
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, Tensor.From([1, 2]));
        Npy.Write(stream, Tensor.From([3.5]));
        stream.Position = 0;
        Assert.Equal([1, 2], Npy.Read(stream).As<int>().ToArray());
        Assert.Equal([3.5], Npy.Read(stream).As<double>().ToArray());
        string path = Path.GetTempFileName();
        try
        {
            Npy.Write(path, Tensor.From([1f, 2]));
            Assert.Equal([1f, 2], Npy.Read<float>(path).ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Conversions_saturate()
    {
        Assert.Equal([255, 0, 0, 3], DataArray.From(Tensor.From([1e9, -5, double.NaN, 3.7])).To<byte>().ToArray());
        Assert.Equal([1, 0], DataArray.From(Tensor.From([true, false])).To<float>().ToArray());
        Tensor<float> same = Tensor.From([1f]);
        Assert.Same(same, DataArray.From(same).To<float>());
        Assert.Throws<InvalidCastException>(() => DataArray.From(same).As<double>());
        Assert.Throws<NotSupportedException>(() => DataArray.From(Tensor.From([1m])));
        Assert.Throws<NotSupportedException>(() => Bytes(Tensor.From([(BFloat16)1f])));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000,), }", "announced")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296), }", "length")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }", "more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 2147483591, 2147483591), }", "more than")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "no number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }", "no number")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,) ", "expected")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }", "missing")]
    [InlineData("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "repeated")]
    [InlineData("{'descr': '<f4', 'fortran_order': 0, 'shape': (1,), }", "neither True")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), } x", "after")]
    [InlineData("{'descr: 1", "closed")]
    [InlineData("", "expected")]
    public void Hostile_headers_are_refused(string header, string reason)
    {
        DataFormatException exception = Assert.Throws<DataFormatException>(() => Npy.Read(WithHeader(header)));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Equal("NPY", exception.Format);
        Assert.InRange(exception.Offset, 10, 200);
    }

    [Fact]
    public void Headers_beyond_the_cap_are_refused_before_they_are_read()
    {
        byte[] data = [0x93, .. "NUMPY"u8, 2, 0, 0xFF, 0xFF, 0xFF, 0x7F];
        Assert.Contains("10000", Assert.Throws<DataFormatException>(() => Npy.Read(data)).Message, StringComparison.Ordinal);
        byte[] many = WithHeader($"{{'descr': '<f4', 'fortran_order': False, 'shape': ({string.Join(", ", Enumerable.Repeat("1", 33))}), }}");
        Assert.Contains("axes", Assert.Throws<DataFormatException>(() => Npy.Read(many)).Message, StringComparison.Ordinal);
        Assert.Contains("end where", Assert.Throws<DataFormatException>(() => Npy.Read(new ForwardOnlyStream(WithHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (200000000,), }")))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("stream", () => Npy.Read((Stream)null!));
    }

    private static byte[] WithHeader(string header) => [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), 0, 0, 0, 0];

    private static byte[] Bytes<T>(Tensor<T> tensor) where T : unmanaged
    {
        using var stream = new MemoryStream();
        Npy.Write(stream, tensor);
        return stream.ToArray();
    }

    private static byte[] Bytes(Tensor<float> tensor, float scale)
    {
        foreach (ref float value in tensor.AsSpan())
            value *= scale;
        return Bytes(tensor);
    }
}
