using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Divides a row by the root of its variance or mean square, after taking off the mean or not, then scales and shifts
/// each element.</summary>
/// <param name="centered">Whether the mean is taken off.</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="scale">One factor an element, or null for none; then there is no shift either.</param>
/// <param name="shift">One term an element, or null for none.</param>
internal readonly unsafe struct NormalizeRow<T>(bool centered, double epsilon, T* scale, T* shift) : IRowMap<T, T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        int n = row.Length;
        Standardize<T> map = RowStandard<T>.Of(row, centered, epsilon).Map;
        if (scale is null)
            Map.Run(row.Data, result, n, map);
        else if (shift is null)
            Zip.Run(row.Data, scale, result, n, new FactoredStandardize<T>(map));
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

/// <summary>The same, times a factor of each element's own.</summary>
internal readonly struct FactoredStandardize<T>(Standardize<T> map) : IZip<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y) where TLane : struct, ILane<TLane, T> => map.Apply(x) * y;
}

/// <summary>The same, times a factor and plus a term of each element's own.</summary>
internal readonly struct ScaledStandardize<T>(Standardize<T> map) : IZip3<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x, TLane y, TLane z) where TLane : struct, ILane<TLane, T> => TLane.MultiplyAdd(map.Apply(x), y, z);
}
