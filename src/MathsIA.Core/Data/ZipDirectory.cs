using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MathsIA.Data;

/// <summary>The members of a ZIP archive that claims to be one: every number of its directory checked before use.</summary>
/// <remarks>Read by hand rather than by <see cref="ZipArchive"/>, which checks neither checksums nor overlaps and reports damage by a dozen exceptions. Names
/// are never used as paths.</remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22, CentralLength = 46, LocalLength = 30;

    /// <summary>One member: where its bytes lie and what they should become.</summary>
    public readonly record struct Member(string Name, bool IsDeflated, uint Checksum, long CompressedLength, long Length, long HeaderStart, long DataStart)
    {
        public long End => DataStart + CompressedLength;
    }

    public static List<Member> Read(string format, Stream stream, ReaderLimits limits)
    {
        long length = stream.Length;
        int tailLength = (int)Math.Min(length, EndLength + ushort.MaxValue);
        if (tailLength < EndLength)
            throw new DataFormatException(format, "too short for an archive", length);
        long tailStart = length - tailLength;
        byte[] tail = ReadAt(stream, tailStart, tailLength);
        int end = FindEnd(tail);
        if (end < 0)
            throw new DataFormatException(format, "the archive has no directory", length);
        long endPlace = tailStart + end;
        long count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long directoryLength = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        long directoryStart = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (count == ushort.MaxValue || directoryLength == uint.MaxValue || directoryStart == uint.MaxValue)
            (count, directoryLength, directoryStart) = ReadLargeEnd(format, stream, endPlace);
        if (directoryStart < 0 || directoryLength < 0 || directoryStart > endPlace || directoryLength > endPlace - directoryStart || directoryLength > Array.MaxLength)
            throw new DataFormatException(format, "the archive's directory lies outside the file", endPlace);
        if (count < 0 || count > limits.MaxEntries || count > directoryLength / CentralLength)
            throw new DataFormatException(format, $"{count} members do not fit the directory of {directoryLength} bytes or the {limits.MaxEntries} allowed", endPlace);
        byte[] directory = ReadAt(stream, directoryStart, (int)directoryLength);
        var members = new List<Member>((int)count);
        int place = 0;
        for (int i = 0; i < count; i++)
            members.Add(ReadMember(format, stream, directory, directoryStart, ref place));
        CheckApart(format, members);
        return members;
    }

    private static Member ReadMember(string format, Stream stream, byte[] directory, long directoryStart, ref int place)
    {
        long offset = directoryStart + place;
        if (place > directory.Length - CentralLength || BinaryPrimitives.ReadUInt32LittleEndian(directory.AsSpan(place)) != 0x02014B50)
            throw new DataFormatException(format, "a directory entry is damaged", offset);
        ReadOnlySpan<byte> entry = directory.AsSpan(place);
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]), method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long start = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        int name = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]), extra = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        int comment = BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        if (CentralLength + name + extra + comment > entry.Length)
            throw new DataFormatException(format, "a directory entry is cut off", offset);
        if ((flags & 1) != 0)
            throw new DataFormatException(format, "a member is encrypted", offset);
        if (method is not (0 or 8))
            throw new DataFormatException(format, $"compression method {method} is not supported", offset);
        ReadLargeNumbers(entry.Slice(CentralLength + name, extra), ref length, ref compressed, ref start);
        if (start < 0 || start > directoryStart - LocalLength)
            throw new DataFormatException(format, "a member lies outside the file", offset);
        byte[] local = ReadAt(stream, start, LocalLength);
        if (BinaryPrimitives.ReadUInt32LittleEndian(local) != 0x04034B50)
            throw new DataFormatException(format, "a member's own header is damaged", start);
        long dataStart = start + LocalLength + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(local.AsSpan(28));
        if (compressed < 0 || length < 0 || dataStart > directoryStart || compressed > directoryStart - dataStart || (method == 0 && compressed != length))
            throw new DataFormatException(format, "a member's bytes lie outside the file", start);
        // Bit 11 says UTF-8; without it the old code page, of which ASCII is the part that matters.
        string text = ((flags & 0x800) != 0 ? Encoding.UTF8 : Encoding.Latin1).GetString(entry.Slice(CentralLength, name));
        place += CentralLength + name + extra + comment;
        return new Member(text, method == 8, checksum, compressed, length, start, dataStart);
    }

    /// <summary>The extra field of large archives replaces those numbers that are all ones, in this order.</summary>
    private static void ReadLargeNumbers(ReadOnlySpan<byte> extra, ref long length, ref long compressed, ref long start)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            extra = extra[4..];
            if (size > extra.Length)
                return;
            if (id == 1)
            {
                ReadOnlySpan<byte> numbers = extra[..size];
                TakeLarge(ref numbers, ref length);
                TakeLarge(ref numbers, ref compressed);
                TakeLarge(ref numbers, ref start);
                return;
            }

            extra = extra[size..];
        }
    }

    private static void TakeLarge(ref ReadOnlySpan<byte> numbers, ref long value)
    {
        if (value != uint.MaxValue || numbers.Length < 8)
            return;
        value = BinaryPrimitives.ReadInt64LittleEndian(numbers);
        numbers = numbers[8..];
    }

    private static (long Count, long Length, long Start) ReadLargeEnd(string format, Stream stream, long endPlace)
    {
        const int locatorLength = 20, largeLength = 56;
        if (endPlace >= locatorLength)
        {
            byte[] locator = ReadAt(stream, endPlace - locatorLength, locatorLength);
            long place = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
            if (BinaryPrimitives.ReadUInt32LittleEndian(locator) == 0x07064B50 && place >= 0 && place <= endPlace - locatorLength - largeLength)
            {
                byte[] large = ReadAt(stream, place, largeLength);
                if (BinaryPrimitives.ReadUInt32LittleEndian(large) == 0x06064B50)
                    return (BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(40)), BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48)));
            }
        }

        throw new DataFormatException(format, "the end of the large archive is damaged", endPlace);
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (int i = tail.Length - EndLength; i >= 0; i--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[i..]) == 0x06054B50 && BinaryPrimitives.ReadUInt16LittleEndian(tail[(i + 20)..]) == tail.Length - i - EndLength)
                return i;
        }

        return -1;
    }

    /// <summary>Members that share bytes are how a small archive becomes an endless one.</summary>
    private static void CheckApart(string format, List<Member> members)
    {
        Member[] order = [.. members];
        Array.Sort(order, static (a, b) => a.HeaderStart.CompareTo(b.HeaderStart));
        for (int i = 1; i < order.Length; i++)
        {
            if (order[i].HeaderStart < order[i - 1].End)
                throw new DataFormatException(format, $"the members '{order[i - 1].Name}' and '{order[i].Name}' overlap", order[i].HeaderStart);
        }
    }

    private static byte[] ReadAt(Stream stream, long place, int count)
    {
        byte[] bytes = new byte[count];
        stream.Position = place;
        stream.ReadExactly(bytes);
        return bytes;
    }
}
