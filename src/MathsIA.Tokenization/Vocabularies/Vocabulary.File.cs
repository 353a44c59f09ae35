namespace MathsIA.Tokenization;

public sealed partial class Vocabulary
{
    private const string FileFormat = "vocabulary";

    /// <summary>The beginning of a vocabulary file: a name and the version of the layout.</summary>
    private static ReadOnlySpan<byte> Signature => "MIAVOC\x01\n"u8;

    private Vocabulary(byte[] bytes, int[] offsets)
    {
        _bytes = bytes;
        _offsets = offsets;
        Table = new(bytes, offsets, findsParts: true);
        Count = Table.Count;
    }

    /// <summary>Writes the vocabulary in the compact form of this library: a signature, the number of ids, the length of every token, the bytes of
    /// all of them. Numbers are unsigned LEB128; an unused id has length 0.</summary>
    /// <param name="stream">Where to write.</param>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = new List<byte>(Size + 16);
        header.AddRange(Signature);
        AddNumber(header, Size);
        for (int id = 0; id < Size; id++)
            AddNumber(header, LengthOf(id));
        stream.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(header));
        stream.Write(_bytes.AsSpan(_offsets[0]));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <exception cref="TokenizerFormatException">The bytes are not such a file, or two ids have the same token.</exception>
    public static Vocabulary Read(Stream stream)
    {
        byte[] data = FileBytes.ReadAll(stream, FileFormat);
        if (!data.AsSpan().StartsWith(Signature))
            throw new TokenizerFormatException(FileFormat, "the signature is missing", 0);
        int at = Signature.Length;
        int size = ReadNumber(data, ref at);
        // Every id takes at least one byte of the file.
        if (size > data.Length - at)
            throw new TokenizerFormatException(FileFormat, $"{size} ids are announced, and {data.Length - at} bytes follow", at);
        int[] offsets = ReadOffsets(data, size, ref at);
        if (offsets[^1] != data.Length - at)
            throw new TokenizerFormatException(FileFormat, $"the tokens have {offsets[^1]} bytes, and {data.Length - at} follow", at);
        // The tokens stay where they are, behind the lengths: a copy of them would cost more than it saves.
        foreach (ref int offset in offsets.AsSpan())
            offset += at;
        return Create(data, offsets, FileFormat);
    }

    /// <summary>Reads a .tiktoken file: a line for each token, its bytes in base64, a space, its rank, which becomes its id.</summary>
    /// <param name="stream">Read to its end.</param>
    /// <exception cref="TokenizerFormatException">A line cannot be read, or a rank or a token is there twice.</exception>
    public static Vocabulary ReadTiktoken(Stream stream) => TiktokenFile.Read(stream);

    /// <summary>Writes a .tiktoken file.</summary>
    /// <param name="stream">Where to write.</param>
    public void WriteTiktoken(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TiktokenFile.Write(this, stream);
    }

    /// <summary>The tokens whose ids are less than <paramref name="size"/>.</summary>
    /// <param name="size">At most <see cref="Size"/>.</param>
    public Vocabulary Below(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == Size ? this : new(_bytes[.._offsets[size]], _offsets[..(size + 1)]);
    }

    /// <summary>The vocabulary of tokens read from a file.</summary>
    internal static Vocabulary Create(byte[] bytes, int[] offsets, string format)
    {
        var vocabulary = new Vocabulary(bytes, offsets);
        int duplicate = vocabulary.Table.Duplicate;
        if (duplicate >= 0)
            throw new TokenizerFormatException(format, $"id {duplicate} has the same bytes as id {vocabulary.Table.Find(vocabulary.GetBytes(duplicate), 0, vocabulary.LengthOf(duplicate))}", -1);
        return vocabulary;
    }

    /// <summary>The vocabulary of tokens read from a file, by id; gaps are null.</summary>
    internal static Vocabulary Create(byte[]?[] tokens, string format)
    {
        var offsets = new int[tokens.Length + 1];
        for (int id = 0; id < tokens.Length; id++)
            offsets[id + 1] = checked(offsets[id] + (tokens[id]?.Length ?? 0));
        byte[] bytes = new byte[offsets[^1]];
        for (int id = 0; id < tokens.Length; id++)
            tokens[id]?.CopyTo(bytes, offsets[id]);
        return Create(bytes, offsets, format);
    }

    /// <remarks>Hundreds of thousands of numbers, once: too few to wait for the second tier, too many for the first.</remarks>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private static int[] ReadOffsets(byte[] data, int size, ref int start)
    {
        var offsets = new int[size + 1];
        int at = start, sum = 0;
        for (int id = 0; id < size; id++)
        {
            int length = at < data.Length && data[at] < 0x80 ? data[at++] : ReadNumber(data, ref at);
            if (length > data.Length - sum)
                throw new TokenizerFormatException(FileFormat, $"the token of id {id} would end beyond the file", at);
            offsets[id + 1] = sum += length;
        }

        start = at;
        return offsets;
    }

    private static void AddNumber(List<byte> bytes, int number)
    {
        for (; number >= 0x80; number >>= 7)
            bytes.Add((byte)(number | 0x80));
        bytes.Add((byte)number);
    }

    private static int ReadNumber(byte[] data, ref int at)
    {
        long number = 0;
        for (int shift = 0; shift < 35 && at < data.Length; shift += 7)
        {
            byte part = data[at++];
            number |= (long)(part & 0x7F) << shift;
            if (part < 0x80 && number <= int.MaxValue)
                return (int)number;
        }

        throw new TokenizerFormatException(FileFormat, "a number ends too early or is too large", at);
    }
}
