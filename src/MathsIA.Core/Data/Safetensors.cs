namespace MathsIA.Data;

/// <summary>Reads and writes safetensors files: named tensors behind a JSON header, the way models are shared.</summary>
/// <remarks>Every claim of the header is checked when the file is opened: unknown element types, duplicate names, shapes that do not fill their bytes, holes and overlaps
/// between tensors, bytes after the last one are refused with <see cref="DataFormatException"/>.</remarks>
public static class Safetensors
{
    /// <summary>Opens a file. Its tensors are read when they are asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The open file; dispose it to close.</returns>
    /// <exception cref="DataFormatException">The file is not a valid safetensors file.</exception>
    public static SafetensorsFile Open(string path, ReaderLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.RandomAccess);
        try
        {
            return new SafetensorsFile(stream, true, limits ?? ReaderLimits.Default);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens bytes in memory, which are not copied.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="ArgumentNullException">The array is null.</exception>
    /// <exception cref="DataFormatException">The bytes are not a valid safetensors file.</exception>
    public static SafetensorsFile Open(byte[] data, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new SafetensorsFile(new MemoryStream(data, writable: false), true, limits ?? ReaderLimits.Default);
    }

    /// <summary>Opens the file that a stream holds, from its present place to its end.</summary>
    /// <param name="stream">The stream; must seek, and stay open while tensors are read.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The open file; disposing it leaves the stream open.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a valid safetensors file.</exception>
    public static SafetensorsFile Open(Stream stream, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("Safetensors.Open: tensors are read on demand, so the stream must seek; copy it to memory first.", nameof(stream));
        return new SafetensorsFile(stream, false, limits ?? ReaderLimits.Default);
    }

    /// <summary>Writes named tensors to a file.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensors">The tensors by name, all names different.</param>
    /// <param name="metadata">Notes to store with them.</param>
    /// <exception cref="ArgumentException">A name is repeated, empty or reserved.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, DataArray>> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        DataStreams.ToFile(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes named tensors to a stream: larger elements first, then by name, so that every tensor is aligned.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="tensors">The tensors by name, all names different.</param>
    /// <param name="metadata">Notes to store with them.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A name is repeated, empty or reserved.</exception>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, DataArray>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, DataArray>[] order =
            [.. tensors.OrderByDescending(static pair => ElementTypes.Size(pair.Value.ElementType)).ThenBy(static pair => pair.Key, StringComparer.Ordinal)];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<SafetensorsEntry>(order.Length);
        long place = 0;
        foreach ((string name, DataArray array) in order)
        {
            if (string.IsNullOrEmpty(name) || name is SafetensorsHeader.MetadataName || !names.Add(name))
                throw new ArgumentException($"Safetensors.Write: the name '{name}' is empty, reserved or repeated.", nameof(tensors));
            long end = place + (long)array.Shape.Length * ElementTypes.Size(array.ElementType);
            entries.Add(new SafetensorsEntry(name, array.ElementType, array.Shape, place, end));
            place = end;
        }

        stream.Write(SafetensorsHeader.ToBytes(entries, metadata));
        foreach (KeyValuePair<string, DataArray> pair in order)
            ElementTypes.Write(stream, pair.Value);
    }
}
