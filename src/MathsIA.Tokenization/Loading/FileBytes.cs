namespace MathsIA.Tokenization;

/// <summary>Whole files in memory: what exists is read, no number in a file decides how much.</summary>
internal static class FileBytes
{
    /// <summary>The largest file read.</summary>
    private const long Largest = 1 << 30;

    /// <summary>Reads a stream to its end.</summary>
    public static byte[] ReadAll(Stream stream, string format)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (stream.CanSeek && stream.Length - stream.Position is var left and <= Largest)
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>((int)left);
            stream.ReadExactly(bytes);
            return bytes;
        }

        using var copy = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            copy.Write(buffer, 0, read);
            if (copy.Length > Largest)
                throw new TokenizerFormatException(format, $"the file is larger than {Largest} bytes", copy.Length);
        }

        return copy.ToArray();
    }
}
