namespace MathsIA.Data;

/// <summary>Reads and writes NumPy's npy files: one array each.</summary>
/// <remarks>Versions 1 to 3, either byte order, row or column order; booleans, integers of 8 to 64 bits, half, single and double precision. Arrays of objects
/// (pickles), structures, strings and complex numbers are refused with <see cref="DataFormatException"/>. Nothing is evaluated, and nothing is
/// allocated for a length that the bytes at hand cannot fill.</remarks>
public static class Npy
{
    private const string Format = "NPY";

    /// <summary>Reads an array from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataFormatException">The file is not a readable npy array.</exception>
    public static DataArray Read(string path, ReaderLimits? limits = null) => DataStreams.OnFile(path, stream => Read(stream, limits));

    /// <summary>Reads an array from bytes.</summary>
    /// <param name="data">The bytes; what follows the array is ignored.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="DataFormatException">The bytes are not a readable npy array.</exception>
    public static DataArray Read(ReadOnlySpan<byte> data, ReaderLimits? limits = null) => DataStreams.OnSpan(data, stream => Read(stream, limits));

    /// <summary>Reads the next array from a stream, which is left behind its last byte: several arrays may follow one another.</summary>
    /// <param name="stream">The stream; need not seek.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    /// <exception cref="DataFormatException">The stream does not hold a readable npy array.</exception>
    public static DataArray Read(Stream stream, ReaderLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(new ByteSource(Format, stream), limits ?? ReaderLimits.Default);
    }

    /// <summary>Reads an array of a known element type from a file.</summary>
    /// <typeparam name="T">The element type of the file.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="limits">What to accept at most.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="DataFormatException">The file is not a readable npy array.</exception>
    /// <exception cref="InvalidCastException">The elements are of another type: use <see cref="DataArray.To{T}"/>.</exception>
    public static Tensor<T> Read<T>(string path, ReaderLimits? limits = null) where T : unmanaged => Read(path, limits).As<T>();

    /// <summary>Writes a tensor to a file.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="tensor">The tensor, contiguous or not.</param>
    /// <exception cref="NotSupportedException">NumPy has no such element type.</exception>
    public static void Write<T>(string path, Tensor<T> tensor) where T : unmanaged
    {
        DataArray array = DataArray.From(tensor);
        DataStreams.ToFile(path, stream => Write(stream, array));
    }

    /// <summary>Writes a tensor to a stream.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <param name="tensor">The tensor, contiguous or not.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such element type.</exception>
    public static void Write<T>(Stream stream, Tensor<T> tensor) where T : unmanaged => Write(stream, DataArray.From(tensor));

    /// <summary>Writes an array to a stream: version 1.0, row order, little-endian.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="array">The array.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="NotSupportedException">NumPy has no such element type.</exception>
    public static void Write(Stream stream, DataArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(new NpyHeader(array.ElementType, false, false, array.Shape).ToBytes());
        ElementTypes.Write(stream, array);
    }

    internal static DataArray Read(ByteSource source, ReaderLimits limits)
    {
        NpyHeader header = NpyHeader.Read(source, limits);
        return ElementTypes.Read(source, header.ElementType, header.Shape, header.BigEndian, header.ColumnMajor);
    }
}
