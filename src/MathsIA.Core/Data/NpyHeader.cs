using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MathsIA.Data;

/// <summary>The header of an npy array: what the elements are and how they lie.</summary>
/// <remarks>The header is a Python dictionary; this reads exactly the form that NumPy writes, in any order and spacing, and evaluates nothing.</remarks>
internal readonly record struct NpyHeader(ElementType ElementType, bool BigEndian, bool ColumnMajor, Shape Shape)
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public static NpyHeader Read(ByteSource source, ReaderLimits limits)
    {
        Span<byte> start = stackalloc byte[12];
        source.ReadExactly(start[..8]);
        if (!start[..6].SequenceEqual(Magic))
            throw source.Fail("the magic bytes of an npy array are missing");
        int major = start[6], lengthBytes = major == 1 ? 2 : 4;
        if (major is < 1 or > 3 || start[7] != 0)
            throw source.Fail($"version {major}.{start[7]} is unknown");
        source.ReadExactly(start.Slice(8, lengthBytes));
        long length = major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > limits.MaxNpyHeaderBytes)
            throw source.Fail($"a header of {length} bytes, where {limits.MaxNpyHeaderBytes} are allowed");
        byte[] text = source.ReadArray<byte>((int)length);
        return new Parser(source, text, limits).Parse();
    }

    public byte[] ToBytes()
    {
        string code = ElementType switch
        {
            ElementType.Bool => "|b1",
            ElementType.UInt8 => "|u1",
            ElementType.Int8 => "|i1",
            ElementType.UInt16 => "<u2",
            ElementType.Int16 => "<i2",
            ElementType.UInt32 => "<u4",
            ElementType.Int32 => "<i4",
            ElementType.UInt64 => "<u8",
            ElementType.Int64 => "<i8",
            ElementType.Float16 => "<f2",
            ElementType.Float32 => "<f4",
            ElementType.Float64 => "<f8",
            _ => throw new NotSupportedException($"NPY: NumPy has no elements of type {ElementType}; convert them to float."),
        };
        string shape = Shape.Rank == 1
            ? string.Create(CultureInfo.InvariantCulture, $"({Shape[0]},)")
            : $"({string.Join(", ", Shape.ToArray())})";
        string text = $"{{'descr': '{code}', 'fortran_order': False, 'shape': {shape}, }}";
        // The data begin at a multiple of 64 bytes, as in NumPy's own files.
        int lengthBytes = text.Length + 1 + 10 + 63 > ushort.MaxValue ? 4 : 2;
        int total = (8 + lengthBytes + text.Length + 1 + 63) / 64 * 64;
        byte[] bytes = new byte[total];
        Magic.CopyTo(bytes);
        bytes[6] = (byte)(lengthBytes / 2);
        if (lengthBytes == 2)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)(total - 10));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)(total - 12));
        bytes.AsSpan(8 + lengthBytes).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(8 + lengthBytes));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private ref struct Parser(ByteSource source, ReadOnlySpan<byte> text, ReaderLimits limits)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _place;

        public NpyHeader Parse()
        {
            ElementType? type = null;
            bool bigEndian = false;
            bool? columnMajor = null;
            Shape? shape = null;
            Expect('{');
            while (!Take('}'))
            {
                string key = Text();
                Expect(':');
                switch (key)
                {
                    case "descr" when type is null:
                        (type, bigEndian) = Descriptor();
                        break;
                    case "fortran_order" when columnMajor is null:
                        columnMajor = Flag();
                        break;
                    case "shape" when shape is null:
                        shape = Lengths();
                        break;
                    default:
                        throw Fail("a key that is unknown or repeated");
                }

                if (!Take(','))
                {
                    Expect('}');
                    break;
                }
            }

            SkipSpace();
            if (_place != _text.Length)
                throw Fail("text after the header's dictionary");
            if (type is null || columnMajor is null || shape is null)
                throw Fail("'descr', 'fortran_order' or 'shape' is missing");
            return new NpyHeader(type.Value, bigEndian, columnMajor.Value, shape.Value);
        }

        private (ElementType Type, bool BigEndian) Descriptor()
        {
            SkipSpace();
            if (_place < _text.Length && _text[_place] is (byte)'[')
                throw Fail("structured elements are not supported");
            string code = Text();
            if (code.Contains('O', StringComparison.Ordinal))
                throw Fail("pickled objects are never read: unpickling can run any program");
            bool bigEndian = code.StartsWith('>');
            if (code.Length > 0 && code[0] is '<' or '>' or '=' or '|')
                code = code[1..];
            ElementType? type = code switch
            {
                "b1" or "?" => ElementType.Bool,
                "u1" => ElementType.UInt8,
                "i1" => ElementType.Int8,
                "u2" => ElementType.UInt16,
                "i2" => ElementType.Int16,
                "u4" => ElementType.UInt32,
                "i4" => ElementType.Int32,
                "u8" => ElementType.UInt64,
                "i8" => ElementType.Int64,
                "f2" => ElementType.Float16,
                "f4" => ElementType.Float32,
                "f8" => ElementType.Float64,
                _ => null,
            };
            return (type ?? throw Fail("elements that are neither numbers nor truth values are not supported"), bigEndian);
        }

        private Shape Lengths()
        {
            var lengths = new List<long>();
            Expect('(');
            while (!Take(')'))
            {
                lengths.Add(Number());
                if (lengths.Count > limits.MaxRank)
                    throw Fail($"more than {limits.MaxRank} axes");
                if (!Take(','))
                {
                    Expect(')');
                    break;
                }
            }

            return ElementTypes.ShapeOf(source, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lengths), limits);
        }

        private long Number()
        {
            SkipSpace();
            int start = _place;
            while (_place < _text.Length && char.IsAsciiDigit((char)_text[_place]))
                _place++;
            if (!long.TryParse(_text[start.._place], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                throw Fail("a length that is no number, or too large a one");
            // Python 2 marked long integers.
            if (_place < _text.Length && _text[_place] == 'L')
                _place++;
            return number;
        }

        private bool Flag()
        {
            SkipSpace();
            if (_text[_place..].StartsWith("True"u8))
            {
                _place += 4;
                return true;
            }

            if (!_text[_place..].StartsWith("False"u8))
                throw Fail("'fortran_order' is neither True nor False");
            _place += 5;
            return false;
        }

        private string Text()
        {
            SkipSpace();
            byte quote = _place < _text.Length ? _text[_place] : (byte)0;
            if (quote is not ((byte)'\'' or (byte)'"'))
                throw Fail("a string was expected");
            int end = _text[(_place + 1)..].IndexOf(quote);
            if (end < 0)
                throw Fail("a string is not closed");
            string content = Encoding.Latin1.GetString(_text.Slice(_place + 1, end));
            _place += end + 2;
            return content;
        }

        private bool Take(char mark)
        {
            SkipSpace();
            if (_place >= _text.Length || _text[_place] != mark)
                return false;
            _place++;
            return true;
        }

        private void Expect(char mark)
        {
            if (!Take(mark))
                throw Fail($"'{mark}' was expected");
        }

        private void SkipSpace()
        {
            while (_place < _text.Length && _text[_place] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
                _place++;
        }

        private readonly DataFormatException Fail(string detail) => source.Fail($"header, byte {_place}: {detail}");
    }
}
