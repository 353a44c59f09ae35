namespace MathsIA.Data;

/// <summary>The ways into a reader: a path, a span of bytes; and the part of a stream.</summary>
internal static class DataStreams
{
    /// <summary>Reads a span as a stream.</summary>
    public static unsafe TResult OnSpan<TResult>(ReadOnlySpan<byte> data, Func<Stream, TResult> read)
    {
        fixed (byte* bytes = data)
        {
            // An empty span has no address; any will do for no bytes.
            byte none = 0;
            using var stream = new UnmanagedMemoryStream(bytes is null ? &none : bytes, data.Length);
            return read(stream);
        }
    }

    /// <summary>Reads a file from beginning to end.</summary>
    public static TResult OnFile<TResult>(string path, Func<Stream, TResult> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return read(stream);
    }

    /// <summary>Writes a file anew.</summary>
    public static void ToFile(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
    }

    /// <summary>The stream itself if it can seek, else its content, read up to a limit.</summary>
    public static Stream Seekable(string format, Stream stream, long most)
    {
        if (stream.CanSeek)
            return stream;
        var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (true)
        {
            int read = stream.Read(buffer);
            if (read == 0)
                break;
            if (content.Length + read > Math.Min(most, Array.MaxLength))
                throw new DataFormatException(format, $"the stream holds more than {Math.Min(most, Array.MaxLength)} bytes", content.Length);
            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        return content;
    }
}
