using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MathsIA.Data;

namespace MathsIA.Tests.Data;

/// <summary>Twenty thousand damaged files for each reader: each ends in a value or in the one exception, within a bounded allocation.</summary>
/// <remarks>Where a format carries checksums, half of the damage is done under a checksum made right again, or it would never get past it.</remarks>
public sealed class ReaderFuzzTests
{
    private const int Inputs = 20_000;

    private static readonly ReaderLimits Limits = new() { MaxInflatedBytes = 1 << 20, FreeInflatedBytes = 1 << 18 };

    [Fact]
    public void Npy_survives() => Fuzz(1, NpySeeds, data => Npy.Read(data, Limits));

    [Fact]
    public void Npy_survives_streams_of_unknown_length() => Fuzz(2, NpySeeds, data => Npy.Read(new ForwardOnlyStream(data), Limits));

    [Fact]
    public void Npz_survives() => Fuzz(3, [Fixtures.NpzStored, Fixtures.NpzDeflated], data => Npz.Read(data, Limits));

    [Fact]
    public void Npz_survives_damaged_members()
    {
        CompressionLevel[] levels = [CompressionLevel.NoCompression, CompressionLevel.Fastest];
        int turn = 0;
        Fuzz(4, NpySeeds, data => Npz.Read(data, Limits), data => Zip(data, levels[turn++ % 2]));
    }

    [Fact]
    public void Safetensors_survives() => Fuzz(5, [Fixtures.SafetensorsPlain], data =>
    {
        using SafetensorsFile file = Safetensors.Open(data, Limits);
        foreach (SafetensorsEntry entry in file.Entries)
        {
            file.Read(entry.Name);
        }
    });

    [Fact]
    public void Idx_survives()
    {
        int turn = 0;
        Fuzz(6, [Fixtures.IdxBytes, Fixtures.IdxInts, Fixtures.IdxDoubles, Fixtures.IdxGzip], data => Idx.Read(data, Limits), data => turn++ % 2 == 0 ? data : Gzip(data));
    }

    [Fact]
    public void Csv_survives() => Fuzz(
        7,
        [.. ((string[])["a,b\n1,x\n2.5,\n,\"z\"\n", "a;b\r\n\"1;\"\"\";x\r\n", "  a   b\n 1 \t x\n", "1\t2\r3\t4", "#c\nq|w\ntrue|1e5\n"]).Select(Encoding.UTF8.GetBytes)],
        data => Csv.Read(new MemoryStream(data), limits: Limits));

    [Fact]
    public void Png_survives()
    {
        int turn = 0;
        Fuzz(8, PngSeeds, data => Png.Read(data, Limits), data => turn++ % 4 == 0 ? data : RepairPng(data));
    }

    /// <summary>Damages the rows, not the compressed bytes, so that filters and palettes are reached.</summary>
    [Fact]
    public void Png_survives_damaged_rows()
    {
        int turn = 0;
        byte[][] rows = [new byte[40], [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 7))]];
        (byte Depth, byte Colour)[] kinds = [(1, 0), (2, 0), (4, 0), (8, 0), (16, 0), (8, 2), (16, 2), (1, 3), (2, 3), (4, 3), (8, 3), (8, 4), (16, 4), (8, 6), (16, 6)];
        Fuzz(9, rows, data => Png.Read(data, Limits), data =>
        {
            (byte depth, byte colour) = kinds[turn % kinds.Length];
            return MakePng(1 + turn++ % 5, 1 + turn % 4, depth, colour, data);
        });
    }

    /// <summary>Makes the checksum of every chunk right, as far as the lengths lead.</summary>
    internal static byte[] RepairPng(byte[] data)
    {
        byte[] repaired = [.. data];
        long place = 8;
        while (place + 12 <= repaired.Length)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(repaired.AsSpan((int)place));
            if (place + 12 + length > repaired.Length)
                break;
            Span<byte> body = repaired.AsSpan((int)place + 4, (int)length + 4);
            BinaryPrimitives.WriteUInt32BigEndian(repaired.AsSpan((int)(place + 8 + length)), Crc32.Append(0, body));
            place += 12 + length;
        }

        return repaired;
    }

    private static byte[][] NpySeeds =>
        [Fixtures.NpySingle, Fixtures.NpyColumnMajor, Fixtures.NpyBigEndian, Fixtures.NpyBool, Fixtures.NpyHalf, Fixtures.NpyScalar, Fixtures.NpyEmpty, Fixtures.NpyVersion2, Fixtures.NpyPickle, Fixtures.NpyStructured];

    private static byte[][] PngSeeds =>
        [Fixtures.PngGrey8, Fixtures.PngGrey8Transparent, Fixtures.PngRgb8, Fixtures.PngRgba8, Fixtures.PngGreyAlpha8, Fixtures.PngGrey16, Fixtures.PngGrey1, Fixtures.PngGrey4, Fixtures.PngPalette4, Fixtures.PngPalette8Transparent];

    private static void Fuzz(long seed, byte[][] seeds, Action<byte[]> read, Func<byte[], byte[]>? wrap = null)
    {
        var mutator = new Mutator(seed, seeds);
        int values = 0, refusals = 0;
        // What the first call allocates for good is not the input's doing.
        byte[] warm = seeds[0];
        if (wrap is null)
            read(warm);
        for (int i = 0; i < Inputs; i++)
        {
            byte[] damaged = mutator.Next();
            byte[] data = wrap is null ? damaged : wrap(damaged);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(data);
                values++;
            }
            catch (DataFormatException exception)
            {
                refusals++;
                Assert.True(exception.Offset >= 0, exception.Message);
            }
#pragma warning disable CA1031 // Whatever else it is, it is the failure this test looks for.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Assert.Fail($"input {i} of seed {seed} ({Convert.ToBase64String(data)}): {exception}");
            }

            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < (1 << 20) + 200 * data.Length, $"input {i} of seed {seed} allocated {allocated} bytes for {data.Length}: {Convert.ToBase64String(data)}");
        }

        // Damage that is never accepted, or never refused, tests nothing.
        Assert.InRange(values, 20, Inputs);
        Assert.InRange(refusals, 20, Inputs);
    }

    private static byte[] Zip(byte[] member, CompressionLevel level)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("a.npy", level).Open();
            entry.Write(member);
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] data)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(data);
        return stream.ToArray();
    }

    private static byte[] MakePng(int width, int height, byte depth, byte colour, byte[] rows)
    {
        using var stream = new MemoryStream();
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk("IHDR"u8, [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, depth, colour, 0, 0, 0]);
        Chunk("PLTE"u8, [1, 2, 3, 4, 5, 6]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(rows.AsSpan(0, Math.Min(rows.Length, height * (1 + (width * depth * (colour is 2 ? 3 : colour is 4 ? 2 : colour is 6 ? 4 : 1) + 7) / 8))));
        Chunk("IDAT"u8, packed.ToArray());
        Chunk("IEND"u8, []);
        return RepairPng(stream.ToArray());

        void Chunk(ReadOnlySpan<byte> kind, byte[] content)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
            stream.Write(length);
            stream.Write(kind);
            stream.Write(content);
            stream.Write(length);
        }
    }
}
