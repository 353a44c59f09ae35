using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>A vector register of <typeparamref name="T"/> of some width, so that a kernel body is written once.</summary>
/// <remarks>
/// Implementations wrap one hardware vector (512, 256 or 128 bits) or one scalar; the JIT removes the wrapper. A body that
/// uses only these members gives each element the same bits at every width, provided the machine has fused multiply-add.
/// Comparisons return masks: every bit of an element set, or none. The members named <c>Bits</c> see each element as a signed
/// integer of its own size.
/// </remarks>
internal interface ILane<TSelf, T>
    where TSelf : struct, ILane<TSelf, T>
    where T : unmanaged
{
    /// <summary>Elements in a register.</summary>
    static abstract int Count { get; }

    /// <summary>The same value in every element.</summary>
    static abstract TSelf Create(T value);

    /// <summary>Reads <see cref="Count"/> elements; no alignment is asked for.</summary>
    static abstract unsafe TSelf Load(T* source);

    /// <summary>Writes <see cref="Count"/> elements; no alignment is asked for.</summary>
    unsafe void Store(T* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf value);

    static abstract TSelf operator &(TSelf left, TSelf right);

    static abstract TSelf operator |(TSelf left, TSelf right);

    static abstract TSelf operator ^(TSelf left, TSelf right);

    static abstract TSelf operator ~(TSelf value);

    /// <summary><c>left * right + addend</c>, rounded once where the machine has fused multiply-add, else twice.</summary>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <summary><c>*left * right + addend</c>, the one element in every lane: where the machine multiplies by an element of memory,
    /// no register is filled with it.</summary>
    static abstract unsafe TSelf MultiplyAddElement(T* left, TSelf right, TSelf addend);

    /// <summary><c>minuend - left right</c>, rounded once where <see cref="MultiplyAdd"/> is.</summary>
    static abstract TSelf SubtractProduct(TSelf left, TSelf right, TSelf minuend);

    /// <summary><c>value 2^exponent</c> for an integral exponent, <c>|exponent| ≤ 2044</c> (<c>float</c>: 252), rounded once, to a
    /// denormal or to infinity where it must.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary><c>value 2^exponent</c> for an integral exponent for which <c>2^exponent</c> is a normal number.</summary>
    static abstract TSelf ScaleNormal(TSelf value, TSelf exponent);

    static abstract TSelf Abs(TSelf value);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf Floor(TSelf value);

    static abstract TSelf Ceiling(TSelf value);

    static abstract TSelf Truncate(TSelf value);

    /// <summary>Rounds to the nearest integer, halves to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>IEEE 754-2019 minimum: NaN if either is NaN, -0 below +0.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>IEEE 754-2019 maximum: NaN if either is NaN, -0 below +0.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>The fastest minimum, for operands known not to be NaN.</summary>
    static abstract TSelf MinNative(TSelf left, TSelf right);

    /// <summary>The fastest maximum, for operands known not to be NaN.</summary>
    static abstract TSelf MaxNative(TSelf left, TSelf right);

    static abstract TSelf Equal(TSelf left, TSelf right);

    static abstract TSelf Less(TSelf left, TSelf right);

    static abstract TSelf LessOrEqual(TSelf left, TSelf right);

    /// <summary>Takes <paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>, bit by bit.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Whether any element of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>The same integer, given by its low bits, in every element.</summary>
    static abstract TSelf CreateBits(long bits);

    /// <summary>Adds the elements as integers.</summary>
    static abstract TSelf AddBits(TSelf left, TSelf right);

    /// <summary>Subtracts the elements as integers.</summary>
    static abstract TSelf SubtractBits(TSelf left, TSelf right);

    static abstract TSelf ShiftLeftBits(TSelf value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count);

    /// <summary>Shifts right, filling with zeros.</summary>
    static abstract TSelf ShiftRightBits(TSelf value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count);

    /// <summary>Shifts right, filling with the sign.</summary>
    static abstract TSelf ShiftRightArithmeticBits(TSelf value, [System.Diagnostics.CodeAnalysis.ConstantExpected] int count);

    /// <summary>Elements compared as signed integers: a mask where left is greater.</summary>
    static abstract TSelf GreaterBits(TSelf left, TSelf right);
}
