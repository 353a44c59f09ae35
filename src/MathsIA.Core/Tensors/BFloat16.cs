using System.Globalization;
using System.Runtime.CompilerServices;

namespace MathsIA;

/// <summary>A floating-point number of 16 bits with the range of <c>float</c> and 8 bits of precision: for storage.</summary>
/// <remarks>The upper half of a <c>float</c>. Compute in <c>float</c> and convert with <c>x.To&lt;float&gt;()</c>. Conversion rounds to
/// nearest, halves to even; NaN stays NaN (quiet), and numbers beyond the range become infinite.</remarks>
public readonly struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>
{
    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The number given by its bits: sign, 8 of exponent, 7 of fraction.</summary>
    /// <param name="bits">The bits.</param>
    /// <returns>The number.</returns>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>The bits of the number.</summary>
    /// <returns>Sign, 8 bits of exponent, 7 of fraction.</returns>
    public ushort ToBits() => _bits;

    /// <summary>Rounds to nearest, halves to even.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
            return new((ushort)((bits >> 16) | 0x40));
        return new((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }

    /// <summary>Rounds to nearest, halves to even, in one step.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator BFloat16(double value)
    {
        // Rounding to float first could round twice: keep the lost bits in the last one (round to odd).
        float single = (float)value;
        if (double.IsFinite(value) && single != value)
        {
            uint bits = BitConverter.SingleToUInt32Bits(single);
            if (Math.Abs((double)single) > Math.Abs(value))
                bits--;
            single = BitConverter.UInt32BitsToSingle(bits | 1);
        }

        return (BFloat16)single;
    }

    /// <summary>Widens: every number of 16 bits is a <c>float</c>.</summary>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value._bits << 16);

    /// <inheritdoc/>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <summary>The number in the invariant culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ((float)this).ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether two numbers are equal; NaN equals nothing, and the two zeros are equal.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when equal.</returns>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>Whether two numbers differ.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>True when different.</returns>
    public static bool operator !=(BFloat16 left, BFloat16 right) => (float)left != (float)right;

    /// <summary>Whether the left number is the lesser.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The answer; false with NaN.</returns>
    public static bool operator <(BFloat16 left, BFloat16 right) => (float)left < (float)right;

    /// <summary>Whether the left number is the greater.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The answer; false with NaN.</returns>
    public static bool operator >(BFloat16 left, BFloat16 right) => (float)left > (float)right;

    /// <summary>Whether the left number is not the greater.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The answer; false with NaN.</returns>
    public static bool operator <=(BFloat16 left, BFloat16 right) => (float)left <= (float)right;

    /// <summary>Whether the left number is not the lesser.</summary>
    /// <param name="left">One number.</param>
    /// <param name="right">The other.</param>
    /// <returns>The answer; false with NaN.</returns>
    public static bool operator >=(BFloat16 left, BFloat16 right) => (float)left >= (float)right;
}
