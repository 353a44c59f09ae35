using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Sums of a row that hold for numbers of any magnitude.</summary>
/// <remarks>A plain pass comes first. Only when its result shows that a partial sum overflowed, or that squares sank below the
/// smallest number, is the row summed again, scaled by a power of two, which rounds nothing.</remarks>
internal static class RowSums
{
    /// <summary>A power of two by which no sum of a tensor's elements can overflow.</summary>
    public static T SumScale<T>() where T : unmanaged, INumber<T> => Widening.FromDouble<T>(double.ScaleB(1, -SumShift<T>()));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SumState Of<T, TZip>(RowView<T> row, T parameter, TZip zip, ComputeContext? context)
        where T : unmanaged, INumber<T>
        where TZip : struct, IZip<T> =>
        GroupFold.Run<SumState, SumFold<T, BoundRight<T, TZip>>>(row.Length, new SumFold<T, BoundRight<T, TZip>>(row, new BoundRight<T, TZip>(zip, parameter)), context);

    /// <summary>The sum of the elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScaledSum Plain<T>(RowView<T> row, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        SumState state = Of(row, T.Zero, default(PlainTerm<T>), context);
        return IsFine<T>(state) ? new ScaledSum(state, 0) : new ScaledSum(Of(row, SumScale<T>(), default(ProductTerm<T>), context), SumShift<T>());
    }

    /// <summary>The sum of the magnitudes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScaledSum Magnitudes<T>(RowView<T> row, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        SumState state = Of(row, T.Zero, default(MagnitudeTerm<T>), context);
        return IsFine<T>(state) ? new ScaledSum(state, 0) : new ScaledSum(Of(row, SumScale<T>(), default(ScaledMagnitudeTerm<T>), context), SumShift<T>());
    }

    /// <summary>The mean, as a number of the element type and how far the mean lies above it. The first element is taken off
    /// before summing: equal elements have exactly their own mean, and rounding is relative to their spread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (T Center, double Off) Center<T>(RowView<T> row, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        if (row.Length == 0)
            return (Widening.FromDouble<T>(double.NaN), 0);
        SumState differences = Of(row, row[0], default(DifferenceTerm<T>), context);
        return IsFine<T>(differences)
            ? Center(row[0], differences, row.Length)
            : Center(T.Zero, new SumState { Sum = Plain(row, context).Over(row.Length) }, 1);
    }

    /// <summary>The mean from the sum of the differences to <paramref name="first"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (T Center, double Off) Center<T>(T first, SumState differences, int count) where T : unmanaged, INumber<T>
    {
        double start = Widening.ToDouble(first), step = differences.Value / count, mean = start + step;
        double taken = mean - start, lost = (start - (mean - taken)) + (step - taken);
        T center = Widening.FromDouble<T>(mean);
        return (center, mean - Widening.ToDouble(center) + lost);
    }

    /// <summary>The sum of <c>(x - center)²</c>; the exponent of the result is even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScaledSum Squares<T>(RowView<T> row, T center, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        SumState state = Of(row, center, default(SquaredDifferenceTerm<T>), context);
        return AreSquaresFine<T>(state) ? new ScaledSum(state, 0) : ScaledSquares(row, center, context);
    }

    /// <summary>The sum of the products of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ScaledSum Products<T>(RowView<T> x, RowView<T> y, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        SumState state = GroupFold.Run<SumState, PairSumFold<T, ProductTerm<T>>>(x.Length, new PairSumFold<T, ProductTerm<T>>(x, y, default), context);
        if (IsFine<T>(state))
            return new ScaledSum(state, 0);
        // Each factor by more than the square root of the largest number: what underflows is far below what overflowed.
        int shift = typeof(T) == typeof(double) ? 540 : 90;
        var scaled = new ScaledProductTerm<T>(Widening.FromDouble<T>(double.ScaleB(1, -shift)));
        return new ScaledSum(GroupFold.Run<SumState, PairSumFold<T, ScaledProductTerm<T>>>(x.Length, new PairSumFold<T, ScaledProductTerm<T>>(x, y, scaled), context), 2 * shift);
    }

    /// <summary>Whether no partial sum overflowed.</summary>
    public static bool IsFine<T>(SumState state) where T : unmanaged =>
        double.IsFinite(state.Value) || (typeof(T) != typeof(float) && typeof(T) != typeof(double));

    /// <summary>Whether no square overflowed, and those that underflowed cannot be seen in the sum: at most 2³¹ of them, each off
    /// by half the smallest number.</summary>
    public static bool AreSquaresFine<T>(SumState state) where T : unmanaged =>
        double.IsFinite(state.Value) && state.Value >= (typeof(T) == typeof(double) ? 1e-295 : 1e-27);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ScaledSum ScaledSquares<T>(RowView<T> row, T center, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        T largest = GroupFold.Run<T, ExtremumFold<T, LargestMagnitude<T>>>(row.Length, new ExtremumFold<T, LargestMagnitude<T>>(row), context);
        double magnitude = Math.Max(Widening.ToDouble(largest), Math.Abs(Widening.ToDouble(center)));
        if (magnitude == 0 || !double.IsFinite(magnitude))
            return new ScaledSum(new SumState { Sum = magnitude }, 0);
        // The largest element comes out below 1; the scale itself must stay a normal number.
        int shift = Math.Max(Math.ILogB(magnitude) + 1, typeof(T) == typeof(double) ? -1000 : -120);
        if (shift == (typeof(T) == typeof(double) ? 1024 : 128))
            shift -= 2;
        T scale = Widening.FromDouble<T>(double.ScaleB(1, -shift));
        return new ScaledSum(Of(row, center * scale, new ScaledSquareTerm<T>(scale), context), 2 * shift);
    }

    private static int SumShift<T>() => typeof(T) == typeof(double) ? 64 : 40;
}
