using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace MathsIA.Data;

/// <summary>The JSON header of a safetensors file, read and written.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The name that stands for the file's notes and not for a tensor.</summary>
    public const string MetadataName = "__metadata__";

    private const string Format = "safetensors";

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = 8, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>Reads the header and checks that the tensors cover the data exactly: no hole, no overlap, none outside.</summary>
    /// <returns>The entries in the order of their bytes, the file's own notes, and where the data begin.</returns>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata, long DataStart) Read(Stream stream, ReaderLimits limits)
    {
        long length = stream.Length - stream.Position;
        var source = new ByteSource(Format, stream);
        Span<byte> prefix = stackalloc byte[8];
        source.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > (ulong)Math.Min(limits.MaxSafetensorsHeaderBytes, length - 8) || headerLength > (ulong)Array.MaxLength)
            throw source.Fail($"a header of {headerLength} bytes, where {length - 8} follow and {limits.MaxSafetensorsHeaderBytes} are allowed");
        byte[] header = source.ReadArray<byte>((int)headerLength);
        if (header.Length == 0 || header[0] != '{')
            throw source.Fail("the header does not begin with '{'");
        try
        {
            (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) = ReadJson(header, source, limits);
            CheckCover(entries, length - 8 - header.Length, source);
            return (entries, metadata, 8L + header.Length);
        }
        catch (JsonException exception)
        {
            throw source.Fail("the header is not valid JSON", exception);
        }
        catch (InvalidOperationException exception)
        {
            // What the reader throws for a token of another kind, and for text that is not valid Unicode.
            throw source.Fail("the header holds a value of the wrong kind", exception);
        }
        catch (FormatException exception) when (exception is not DataFormatException)
        {
            throw source.Fail("the header holds a number out of range", exception);
        }
    }

    /// <summary>The length prefix and the header, padded so that the data begin at a multiple of eight bytes.</summary>
    public static byte[] ToBytes(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataName);
                foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            foreach (SafetensorsEntry entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", Code(entry.ElementType));
                json.WriteStartArray("shape");
                foreach (int axis in entry.Shape.Lengths)
                    json.WriteNumberValue(axis);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Begin);
                json.WriteNumberValue(entry.End);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padded = (buffer.WrittenCount + 7) / 8 * 8;
        byte[] bytes = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        bytes.AsSpan(8).Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    private static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) ReadJson(byte[] header, ByteSource source, ReaderLimits limits)
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(header, Strict);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string name = json.GetString()!;
            if (!names.Add(name))
                throw source.Fail($"the name '{name}' appears twice");
            if (names.Count > limits.MaxEntries)
                throw source.Fail($"more than {limits.MaxEntries} tensors");
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
                throw source.Fail($"'{name}' is not described by an object");
            if (name is MetadataName)
                ReadMetadata(ref json, metadata, source);
            else
                entries.Add(ReadEntry(ref json, name, source, limits));
        }

        // Reading on to the end makes the reader check what follows the object.
        json.Read();
        return (entries, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader json, Dictionary<string, string> metadata, ByteSource source)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            if (json.TokenType != JsonTokenType.String || !metadata.TryAdd(key, json.GetString()!))
                throw source.Fail($"the note '{key}' is not text or appears twice");
        }
    }

    private static SafetensorsEntry ReadEntry(ref Utf8JsonReader json, string name, ByteSource source, ReaderLimits limits)
    {
        ElementType? type = null;
        Shape? shape = null;
        List<long>? range = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            switch (key)
            {
                case "dtype" when type is null:
                    type = Parse(json.GetString(), name, source);
                    break;
                case "shape" when shape is null:
                    List<long> lengths = ReadNumbers(ref json, limits.MaxRank, name, source);
                    shape = ElementTypes.ShapeOf(source, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lengths), limits);
                    break;
                case "data_offsets" when range is null:
                    range = ReadNumbers(ref json, 2, name, source);
                    break;
                default:
                    throw source.Fail($"'{name}' has the key '{key}', which is unknown or repeated");
            }
        }

        if (type is null || shape is null || range is not { Count: 2 })
            throw source.Fail($"'{name}' lacks its dtype, shape or data_offsets");
        if (range[0] < 0 || range[1] < range[0] || range[1] - range[0] != (long)shape.Value.Length * ElementTypes.Size(type.Value))
            throw source.Fail($"'{name}' of shape {shape} and type {type} does not fill the bytes {range[0]} to {range[1]}");
        return new SafetensorsEntry(name, type.Value, shape.Value, range[0], range[1]);
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader json, long most, string name, ByteSource source)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            throw source.Fail($"'{name}': a list of numbers was expected");
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (numbers.Count == most)
                throw source.Fail($"'{name}': more than {most} numbers");
            numbers.Add(json.GetInt64());
        }

        return numbers;
    }

    private static void CheckCover(List<SafetensorsEntry> entries, long dataLength, ByteSource source)
    {
        entries.Sort(static (a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        long place = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != place)
                throw source.Fail($"'{entry.Name}' begins at {entry.Begin}, where the tensor before it ends at {place}");
            place = entry.End;
        }

        if (place != dataLength)
            throw source.Fail($"the tensors end at {place}, the data at {dataLength}");
    }

    private static ElementType Parse(string? code, string name, ByteSource source) => code switch
    {
        "BOOL" => ElementType.Bool,
        "U8" => ElementType.UInt8,
        "I8" => ElementType.Int8,
        "U16" => ElementType.UInt16,
        "I16" => ElementType.Int16,
        "U32" => ElementType.UInt32,
        "I32" => ElementType.Int32,
        "U64" => ElementType.UInt64,
        "I64" => ElementType.Int64,
        "F16" => ElementType.Float16,
        "BF16" => ElementType.BFloat16,
        "F32" => ElementType.Float32,
        "F64" => ElementType.Float64,
        _ => throw source.Fail($"'{name}' has elements of the unknown type '{code}'"),
    };

    private static string Code(ElementType type) => type switch
    {
        ElementType.Bool => "BOOL",
        ElementType.UInt8 => "U8",
        ElementType.Int8 => "I8",
        ElementType.UInt16 => "U16",
        ElementType.Int16 => "I16",
        ElementType.UInt32 => "U32",
        ElementType.Int32 => "I32",
        ElementType.UInt64 => "U64",
        ElementType.Int64 => "I64",
        ElementType.Float16 => "F16",
        ElementType.BFloat16 => "BF16",
        ElementType.Float32 => "F32",
        _ => "F64",
    };
}
