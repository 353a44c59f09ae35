using System.IO.Compression;

namespace MathsIA.Data;

/// <summary>Reads and writes NumPy's npz files: a ZIP archive of named npy arrays.</summary>
/// <remarks>Members that are not npy arrays are passed over; names are keys, never paths. Two members of one name, members that overlap, encryption, a wrong
/// checksum, or more inflated bytes than <see cref="ReaderLimits"/> allows are refused with <see cref="DataFormatException"/>.</remarks>
public static class Npz
{
    private const string Format = "NPZ";

    /// <summary>Reads all arrays of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The arrays by name, in the order of the archive.</returns>
    /// <exception cref="DataFormatException">The file is not a readable npz archive.</exception>
    public static IReadOnlyDictionary<string, DataArray> Read(string path, ReaderLimits? limits = null) => DataStreams.OnFile(path, stream => Read(stream, limits));

    /// <summary>Reads all arrays from bytes.</summary>
    /// <param name="data">The bytes of the archive.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The arrays by name, in the order of the archive.</returns>
    /// <exception cref="DataFormatException">The bytes are not a readable npz archive.</exception>
    public static IReadOnlyDictionary<string, DataArray> Read(ReadOnlySpan<byte> data, ReaderLimits? limits = null) => DataStreams.OnSpan(data, stream => Read(stream, limits));

    /// <summary>Reads all arrays from a stream, which holds the archive and nothing else.</summary>
    /// <param name="stream">The stream; one that cannot seek is read into memory first, up to <see cref="ReaderLimits.MaxInflatedBytes"/>.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The arrays by name, in the order of the archive.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a readable npz archive.</exception>
    public static IReadOnlyDictionary<string, DataArray> Read(Stream stream, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        limits ??= ReaderLimits.Default;
        stream = DataStreams.Seekable(Format, stream, limits.MaxInflatedBytes);
        List<ZipDirectory.Member> members = ZipDirectory.Read(Format, stream, limits);
        var arrays = new OrderedDictionary<string, DataArray>(StringComparer.Ordinal);
        long left = limits.MaxInflatedBytes;
        foreach (ZipDirectory.Member member in members)
        {
            if (!member.Name.EndsWith(".npy", StringComparison.Ordinal))
                continue;
            long most = Math.Min(left, limits.InflatedBytes(member.CompressedLength));
            if (member.Length > most)
                throw new DataFormatException(Format, $"'{member.Name}' inflates to {member.Length} bytes, where {most} are allowed", member.DataStart);
            if (!arrays.TryAdd(member.Name[..^4], ReadMember(stream, member, limits)))
                throw new DataFormatException(Format, $"there are two arrays named '{member.Name[..^4]}'", member.HeaderStart);
            left -= member.Length;
        }

        return arrays;
    }

    /// <summary>Writes arrays to a file.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="arrays">The arrays by name, all names different.</param>
    /// <param name="compression">How hard to compress; not at all by default, like <c>numpy.savez</c>.</param>
    /// <exception cref="ArgumentException">A name is empty or repeated.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such element type.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, DataArray>> arrays, CompressionLevel compression = CompressionLevel.NoCompression) =>
        DataStreams.ToFile(path, stream => Write(stream, arrays, compression));

    /// <summary>Writes arrays to a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="arrays">The arrays by name, all names different.</param>
    /// <param name="compression">How hard to compress; not at all by default, like <c>numpy.savez</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is empty or repeated.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such element type.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, DataArray>> arrays, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(arrays);
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, DataArray array) in arrays)
        {
            if (string.IsNullOrEmpty(name) || !names.Add(name))
                throw new ArgumentException($"Npz.Write: the name '{name}' is empty or repeated.", nameof(arrays));
            ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", compression);
            // A fixed date: equal arrays make equal files.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream member = entry.Open();
            Npy.Write(member, array);
        }
    }

    private static DataArray ReadMember(Stream stream, ZipDirectory.Member member, ReaderLimits limits)
    {
        using Stream part = new PartStream(stream, member.DataStart, member.CompressedLength);
        using Stream content = member.IsDeflated ? new DeflateStream(part, CompressionMode.Decompress) : part;
        var source = new ByteSource($"{Format} ('{member.Name}')", content, member.Length) { KeepsChecksum = true };
        DataArray array = Npy.Read(source, limits);
        if (source.Offset != member.Length || source.ReadByte() >= 0)
            throw source.Fail($"the member does not end with its array, or not where its length of {member.Length} says");
        if (source.Checksum != member.Checksum)
            throw source.Fail("the checksum is wrong");
        return array;
    }
}
