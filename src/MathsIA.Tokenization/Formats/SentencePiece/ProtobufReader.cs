using System.Buffers.Binary;

namespace MathsIA.Tokenization;

/// <summary>Reads the fields of a protobuf message, one after the other. Every length is checked against the bytes that are there.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> data, long origin, string format)
{
    private const int Variable = 0;
    private const int Eight = 1;
    private const int Delimited = 2;
    private const int Four = 5;
    private readonly ReadOnlySpan<byte> data = data;
    private int at;
    private int wire;

    /// <summary>The number of the present field.</summary>
    public int Field { get; private set; }

    /// <summary>Where the present field's value starts, from the beginning of the file.</summary>
    public readonly long Position => origin + at;

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (at == data.Length)
            return false;
        ulong tag = ReadVariable();
        (Field, wire) = ((int)(tag >> 3), (int)(tag & 7));
        return tag >> 3 is > 0 and < (1 << 29) ? true : throw Fail($"the field number {tag >> 3} is none");
    }

    /// <summary>A number.</summary>
    public long Number()
    {
        Expect(Variable);
        return (long)ReadVariable();
    }

    /// <summary>A flag.</summary>
    public bool Flag() => Number() != 0;

    /// <summary>A number in single precision.</summary>
    public float Single()
    {
        Expect(Four);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)));
    }

    /// <summary>Bytes: a string, or another message.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(Delimited);
        ulong length = ReadVariable();
        return length <= (ulong)(data.Length - at) ? Take((int)length) : throw Fail($"{length} bytes are announced where {data.Length - at} follow");
    }

    /// <summary>The fields of a message inside this one.</summary>
    public ProtobufReader Message()
    {
        ReadOnlySpan<byte> message = Bytes();
        return new(message, Position - message.Length, format);
    }

    /// <summary>Passes over a field.</summary>
    public void Skip()
    {
        switch (wire)
        {
            case Variable:
                ReadVariable();
                break;
            case Eight:
                Take(8);
                break;
            case Delimited:
                Bytes();
                break;
            case Four:
                Take(4);
                break;
            default:
                throw Fail($"the wire type {wire} is not known");
        }
    }

    /// <summary>The exception for the present place.</summary>
    public readonly TokenizerFormatException Fail(string detail) => new(format, detail, Position);

    private readonly void Expect(int expected)
    {
        if (wire != expected)
            throw Fail($"field {Field} has the wire type {wire} where {expected} was expected");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > data.Length - at)
            throw Fail($"the data end where {length} bytes were expected");
        at += length;
        return data.Slice(at - length, length);
    }

    private ulong ReadVariable()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw Fail("a number does not end");
    }
}
