using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Data;

/// <summary>What every format needs of an element type: its size, its name at run time, reading and writing its bytes.</summary>
internal static class ElementTypes
{
    /// <summary>The element type of a tensor.</summary>
    public static ElementType Of<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(bool)) return ElementType.Bool;
        if (typeof(T) == typeof(byte)) return ElementType.UInt8;
        if (typeof(T) == typeof(sbyte)) return ElementType.Int8;
        if (typeof(T) == typeof(ushort)) return ElementType.UInt16;
        if (typeof(T) == typeof(short)) return ElementType.Int16;
        if (typeof(T) == typeof(uint)) return ElementType.UInt32;
        if (typeof(T) == typeof(int)) return ElementType.Int32;
        if (typeof(T) == typeof(ulong)) return ElementType.UInt64;
        if (typeof(T) == typeof(long)) return ElementType.Int64;
        if (typeof(T) == typeof(Half)) return ElementType.Float16;
        if (typeof(T) == typeof(BFloat16)) return ElementType.BFloat16;
        if (typeof(T) == typeof(float)) return ElementType.Float32;
        if (typeof(T) == typeof(double)) return ElementType.Float64;
        throw new NotSupportedException($"No data file stores elements of type {typeof(T).Name}.");
    }

    /// <summary>The bytes of one element.</summary>
    public static int Size(ElementType type) => type switch
    {
        ElementType.Bool or ElementType.UInt8 or ElementType.Int8 => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.UInt32 or ElementType.Int32 or ElementType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Checks lengths from a file and makes the shape of them.</summary>
    public static Shape ShapeOf(ByteSource source, ReadOnlySpan<long> lengths, ReaderLimits limits)
    {
        if (lengths.Length > limits.MaxRank)
            throw source.Fail($"an array of {lengths.Length} axes, where {limits.MaxRank} are allowed");
        int[] checkedLengths = new int[lengths.Length];
        long product = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] < 0 || lengths[i] > Array.MaxLength)
                throw source.Fail($"axis {i} has the length {lengths[i]}");
            checkedLengths[i] = (int)lengths[i];
            if (lengths[i] != 0)
                product *= lengths[i];
            if (product > Array.MaxLength)
                throw source.Fail($"the shape holds more than {Array.MaxLength} elements");
        }

        return new Shape(checkedLengths);
    }

    /// <summary>Reads an array of a shape already checked.</summary>
    public static DataArray Read(ByteSource source, ElementType type, Shape shape, bool bigEndian = false, bool columnMajor = false) => type switch
    {
        ElementType.Bool => ReadBool(source, shape, columnMajor),
        ElementType.UInt8 => Read<byte>(source, type, shape, bigEndian, columnMajor),
        ElementType.Int8 => Read<sbyte>(source, type, shape, bigEndian, columnMajor),
        ElementType.UInt16 => Read<ushort>(source, type, shape, bigEndian, columnMajor),
        ElementType.Int16 => Read<short>(source, type, shape, bigEndian, columnMajor),
        ElementType.UInt32 => Read<uint>(source, type, shape, bigEndian, columnMajor),
        ElementType.Int32 => Read<int>(source, type, shape, bigEndian, columnMajor),
        ElementType.UInt64 => Read<ulong>(source, type, shape, bigEndian, columnMajor),
        ElementType.Int64 => Read<long>(source, type, shape, bigEndian, columnMajor),
        ElementType.Float16 => Read<Half>(source, type, shape, bigEndian, columnMajor),
        ElementType.Float32 => Read<float>(source, type, shape, bigEndian, columnMajor),
        ElementType.Float64 => Read<double>(source, type, shape, bigEndian, columnMajor),
        _ => Read<BFloat16>(source, type, shape, bigEndian, columnMajor),
    };

    /// <summary>Writes an array's elements in row-major order.</summary>
    public static void Write(Stream stream, DataArray array, bool bigEndian = false)
    {
        switch (array.ElementType)
        {
            case ElementType.Bool: Write(stream, array.As<bool>(), bigEndian); break;
            case ElementType.UInt8: Write(stream, array.As<byte>(), bigEndian); break;
            case ElementType.Int8: Write(stream, array.As<sbyte>(), bigEndian); break;
            case ElementType.UInt16: Write(stream, array.As<ushort>(), bigEndian); break;
            case ElementType.Int16: Write(stream, array.As<short>(), bigEndian); break;
            case ElementType.UInt32: Write(stream, array.As<uint>(), bigEndian); break;
            case ElementType.Int32: Write(stream, array.As<int>(), bigEndian); break;
            case ElementType.UInt64: Write(stream, array.As<ulong>(), bigEndian); break;
            case ElementType.Int64: Write(stream, array.As<long>(), bigEndian); break;
            case ElementType.Float16: Write(stream, array.As<Half>(), bigEndian); break;
            case ElementType.BFloat16: Write(stream, array.As<BFloat16>(), bigEndian); break;
            case ElementType.Float32: Write(stream, array.As<float>(), bigEndian); break;
            default: Write(stream, array.As<double>(), bigEndian); break;
        }
    }

    private static DataArray ReadBool(ByteSource source, Shape shape, bool columnMajor)
    {
        byte[] bytes = source.ReadArray<byte>(shape.Length);
        // A bool that is neither 0 nor 1 breaks code that the runtime may assume about it.
        bool[] flags = new bool[bytes.Length];
        for (int i = 0; i < flags.Length; i++)
            flags[i] = bytes[i] != 0;
        return Wrap(ElementType.Bool, flags, shape, columnMajor);
    }

    private static DataArray Read<T>(ByteSource source, ElementType type, Shape shape, bool bigEndian, bool columnMajor) where T : unmanaged
    {
        T[] elements = source.ReadArray<T>(shape.Length);
        if (bigEndian)
            ReverseBytes<T>(elements);
        return Wrap(type, elements, shape, columnMajor);
    }

    private static DataArray Wrap<T>(ElementType type, T[] elements, Shape shape, bool columnMajor) where T : unmanaged
    {
        if (!columnMajor || shape.Rank < 2)
            return new DataArray(type, shape, Tensor.From(elements.AsMemory(), shape));
        int[] lengths = shape.ToArray();
        Array.Reverse(lengths);
        int[] axes = [.. Enumerable.Range(0, lengths.Length).Reverse()];
        return new DataArray(type, shape, Tensor.From(elements.AsMemory(), lengths).Permute(axes).Contiguous());
    }

    private static void Write<T>(Stream stream, Tensor<T> tensor, bool bigEndian) where T : unmanaged
    {
        ReadOnlySpan<T> elements = tensor.Contiguous().AsSpan();
        T[] reversed = bigEndian ? new T[Math.Min(elements.Length, 4096)] : [];
        while (!elements.IsEmpty)
        {
            ReadOnlySpan<T> some = elements[..Math.Min(elements.Length, bigEndian ? reversed.Length : 1 << 26)];
            elements = elements[some.Length..];
            if (bigEndian)
            {
                some.CopyTo(reversed);
                ReverseBytes(reversed.AsSpan(0, some.Length));
                some = reversed.AsSpan(0, some.Length);
            }

            stream.Write(MemoryMarshal.AsBytes(some));
        }
    }

    private static void ReverseBytes<T>(Span<T> elements) where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 2:
                Span<ushort> two = MemoryMarshal.Cast<T, ushort>(elements);
                BinaryPrimitives.ReverseEndianness(two, two);
                break;
            case 4:
                Span<uint> four = MemoryMarshal.Cast<T, uint>(elements);
                BinaryPrimitives.ReverseEndianness(four, four);
                break;
            case 8:
                Span<ulong> eight = MemoryMarshal.Cast<T, ulong>(elements);
                BinaryPrimitives.ReverseEndianness(eight, eight);
                break;
        }
    }
}
