using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The product of a row of floating-point numbers, its exponent kept apart so that no partial product overflows or underflows.</summary>
internal readonly struct ProductReduction<T> : IRowReduction<T, T> where T : unmanaged, INumber<T>
{
    public T Reduce(RowView<T> row, ComputeContext? context) =>
        row.Length == 0 ? T.One : Widening.FromDouble<T>(GroupFold.Run<ProductState, ProductFold<T>>(row.Length, new ProductFold<T>(row), context).Value);
}

/// <summary>The product <c>Mantissa · 2^Exponent · Special</c>: the zeros, infinities and NaNs among the factors are in the last.</summary>
internal struct ProductState
{
    private const long ExponentMask = 0x7FF0_0000_0000_0000, One = 0x3FF0_0000_0000_0000;

    public double Mantissa;
    public double Special;
    public long Exponent;

    public static ProductState Unit => new() { Mantissa = 1, Special = 1 };

    public readonly double Value => Special is 1 ? Math.ScaleB(Mantissa, (int)Math.Clamp(Exponent, -5000, 5000)) : Special * Mantissa;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Multiply(double factor)
    {
        if (factor == 0 || !double.IsFinite(factor))
        {
            Special *= factor;
            return;
        }

        if (double.IsSubnormal(factor))
        {
            factor *= 18446744073709551616.0;
            Exponent -= 64;
        }

        Mantissa = Normal(Normal(factor) * Mantissa);
    }

    public static ProductState Join(ProductState left, ProductState right)
    {
        left.Mantissa = left.Normal(left.Mantissa * right.Mantissa);
        left.Exponent += right.Exponent;
        left.Special *= right.Special;
        return left;
    }

    /// <summary>Brings a number to a magnitude from 1 to below 2 and counts the exponent taken off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Normal(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        Exponent += ((bits & ExponentMask) >> 52) - 1023;
        return BitConverter.Int64BitsToDouble((bits & ~ExponentMask) | One);
    }
}

/// <summary>Multiplies a row's elements.</summary>
internal readonly struct ProductFold<T>(RowView<T> row) : IFold<ProductState> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ProductState Group(int start, int count)
    {
        ProductState state = ProductState.Unit;
        for (int i = 0; i < count; i++)
            state.Multiply(Widening.ToDouble(row[start + i]));
        return state;
    }

    public ProductState Join(ProductState left, ProductState right) => ProductState.Join(left, right);
}
