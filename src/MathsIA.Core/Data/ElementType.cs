namespace MathsIA.Data;

/// <summary>The type of the elements of an array in a file.</summary>
public enum ElementType
{
    /// <summary>True or false, a byte each: <c>bool</c>.</summary>
    Bool = 0,

    /// <summary>Unsigned, 8 bits: <c>byte</c>.</summary>
    UInt8 = 1,

    /// <summary>Signed, 8 bits: <c>sbyte</c>.</summary>
    Int8 = 2,

    /// <summary>Unsigned, 16 bits: <c>ushort</c>.</summary>
    UInt16 = 3,

    /// <summary>Signed, 16 bits: <c>short</c>.</summary>
    Int16 = 4,

    /// <summary>Unsigned, 32 bits: <c>uint</c>.</summary>
    UInt32 = 5,

    /// <summary>Signed, 32 bits: <c>int</c>.</summary>
    Int32 = 6,

    /// <summary>Unsigned, 64 bits: <c>ulong</c>.</summary>
    UInt64 = 7,

    /// <summary>Signed, 64 bits: <c>long</c>.</summary>
    Int64 = 8,

    /// <summary>Half precision: <see cref="Half"/>.</summary>
    Float16 = 9,

    /// <summary>Single precision: <c>float</c>.</summary>
    Float32 = 10,

    /// <summary>Double precision: <c>double</c>.</summary>
    Float64 = 11,

    /// <summary>The upper half of a single: <see cref="MathsIA.BFloat16"/>.</summary>
    BFloat16 = 12,
}
