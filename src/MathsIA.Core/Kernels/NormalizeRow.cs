using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Divides a row by the root of its variance or mean square, after taking off the mean or not, then scales and shifts
/// each element.</summary>
/// <param name="centered">Whether the mean is taken off.</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="scale">One factor an element, or null with <paramref name="shift"/>.</param>
/// <param name="shift">One term an element, or null with <paramref name="scale"/>.</param>
internal readonly unsafe struct NormalizeRow<T>(bool centered, double epsilon, T* scale, T* shift) : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        int n = row.Length;
        (T center, double off) = centered ? RowSums.Center(row, ComputeContext.SingleThread) : (T.Zero, 0);
        ScaledSum squares = RowSums.Squares(row, center, ComputeContext.SingleThread);

        // What rounding the mean moved is taken off the variance now, and off the elements at the end.
        double deviation = squares.RootOver(n);
        if (squares.Exponent == 0)
            deviation = Math.Sqrt(Math.Max(0, squares.Over(n) - (off * off)));
        double root = deviation > 1e100 || epsilon == 0 ? deviation : Math.Sqrt((deviation * deviation) + epsilon);

        // Huge rows are halved a few times before the mean is taken off, so that the difference stays in range.
        double before = squares.Exponent > 0 ? 0.125 : 1;
        double inverse = 1 / (root * before);
        var map = new Standardize<T>(Widening.FromDouble<T>(before), Widening.FromDouble<T>(Widening.ToDouble(center) * before), Widening.FromDouble<T>(inverse), Widening.FromDouble<T>(-off * before * inverse));
        if (scale is null)
            Map.Run(row.Data, result, n, map);
        else
            Zip3.Run(row.Data, scale, shift, result, n, new ScaledStandardize<T>(map));
    }
}

/// <summary><c>((x · before) - center) · inverse + rest</c>.</summary>
internal readonly struct Standardize<T>(T before, T center, T inverse, T rest) : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> =>
        TLane.MultiplyAdd((x * TLane.Create(before)) - TLane.Create(center), TLane.Create(inverse), TLane.Create(rest));
}

/// <summary>The same, times a factor and plus a term of each element's own.</summary>
internal readonly struct ScaledStandardize<T>(Standardize<T> map) : IZip3<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => TLane.MultiplyAdd(map.Apply(x), y, z);
}
