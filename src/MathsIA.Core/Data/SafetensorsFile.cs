namespace MathsIA.Data;

/// <summary>An open safetensors file: its header read and checked, its tensors read one by one when asked for.</summary>
/// <remarks>Reading from several threads at once is safe; the reads follow one another. Dispose it to close the file.</remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafetensorsEntry> _byName;
    private readonly Lock _gate = new();
    private bool _disposed;

    internal SafetensorsFile(Stream stream, bool ownsStream, ReaderLimits limits)
    {
        long start = stream.Position;
        (List<SafetensorsEntry> entries, Dictionary<string, string> metadata, long dataStart) = SafetensorsHeader.Read(stream, limits);
        _stream = stream;
        _ownsStream = ownsStream;
        _dataStart = start + dataStart;
        Entries = entries;
        Metadata = metadata;
        _byName = entries.ToDictionary(static entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors, in the order in which their bytes lie.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The notes that the writer left, such as <c>format</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Whether there is a tensor of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True if there is.</returns>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    /// <exception cref="DataFormatException">The file has become shorter since it was opened.</exception>
    public DataArray Read(string name)
    {
        if (!_byName.TryGetValue(name, out SafetensorsEntry? entry))
            throw new KeyNotFoundException($"The safetensors file has no tensor named '{name}'.");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _stream.Position = _dataStart + entry.Begin;
            return ElementTypes.Read(new ByteSource("safetensors", _stream), entry.ElementType, entry.Shape);
        }
    }

    /// <summary>Reads one tensor of a known element type.</summary>
    /// <typeparam name="T">The element type of the file.</typeparam>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidCastException">The elements are of another type: use <see cref="DataArray.To{T}"/>.</exception>
    public Tensor<T> Read<T>(string name) where T : unmanaged => Read(name).As<T>();

    /// <summary>Closes the file, unless it was opened on a stream of the caller's.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_ownsStream)
                _stream.Dispose();
        }
    }
}
