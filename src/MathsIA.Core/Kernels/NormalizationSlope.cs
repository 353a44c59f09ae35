using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>The derivative of standardizing a row, one pass after the moments: what layer, RMS and batch normalization share.</summary>
/// <remarks>With <c>d</c> the cotangent of the standardized row <c>x̂</c>: <c>dx = slope (d − mean(d) − x̂ mean(d x̂))</c>, without
/// <c>mean(d)</c> where the mean of the row was not taken off. The matrix of this map is symmetric, so it serves forward as well.
/// The moments are found again from the row, which is in the cache, rather than kept: they are then right for rows of any
/// magnitude, where a rounded mean would not be.</remarks>
internal static unsafe class NormalizationSlope
{
    /// <summary>One row.</summary>
    /// <param name="standard">The map of the row.</param>
    /// <param name="centered">Whether the mean was taken off.</param>
    /// <param name="n">The length of the row.</param>
    /// <param name="x">The row.</param>
    /// <param name="g">The cotangent of what came after the factors.</param>
    /// <param name="scale">One factor an element, or null for none.</param>
    /// <param name="factor">A factor of the whole row.</param>
    /// <param name="dx">Receives the cotangent of the row; may be <paramref name="g"/> where there are no sums to add to.</param>
    /// <param name="scaleSums">Where <c>g x̂</c> is added element by element, or null.</param>
    /// <param name="shiftSums">Where <c>g</c> is added element by element, or null.</param>
    /// <returns><c>Σ g</c> and <c>Σ g x̂</c>, factors included where there are any.</returns>
    public static (double Shift, double Scale) Row<T>(RowStandard<T> standard, bool centered, int n, T* x, T* g, T* scale, double factor, T* dx, T* scaleSums, T* shiftSums)
        where T : unmanaged, INumber<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            return Row<T, Lane512<T>>(standard, centered, n, x, g, scale, factor, dx, scaleSums, shiftSums);
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            return Row<T, Lane256<T>>(standard, centered, n, x, g, scale, factor, dx, scaleSums, shiftSums);
        if (LaneWidth.IsVectorized<T>())
            return Row<T, Lane128<T>>(standard, centered, n, x, g, scale, factor, dx, scaleSums, shiftSums);
        return Row<T, LaneScalar<T>>(standard, centered, n, x, g, scale, factor, dx, scaleSums, shiftSums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Shift, double Scale) Row<T, TLane>(RowStandard<T> standard, bool centered, int n, T* x, T* g, T* scale, double factor, T* dx, T* scaleSums, T* shiftSums)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
    {
        SumState plain = default, weighted = default;
        for (int start = 0, count; start < n; start += count)
        {
            count = Math.Min(RowView<T>.BlockLength, n - start);
            T* factors = scale is null ? null : scale + start;
            plain.Add(LaneSum.Block<T, Scaled<T>>(new Scaled<T>(g + start, factors), count));
            weighted.Add(LaneSum.Block<T, ScaledProduct<T>>(new ScaledProduct<T>(new Scaled<T>(g + start, factors), x + start, standard.Map), count));
        }

        var step = new Step<T>(standard.Map, x, g, scale, dx, scaleSums, shiftSums, Widening.FromDouble<T>(factor * standard.Slope),
            Widening.FromDouble<T>(centered ? plain.Value / n : 0), Widening.FromDouble<T>(weighted.Value / n));
        nint i = 0;
        for (; i + TLane.Count <= n; i += TLane.Count)
            step.At<TLane>(i);
        for (; i < n; i++)
            step.At<LaneScalar<T>>(i);
        return (plain.Value, weighted.Value);
    }

    /// <summary><c>g</c>, or <c>g · scale</c>.</summary>
    private readonly struct Scaled<T>(T* g, T* scale) : ITerm<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> =>
            scale is null ? TLane.Load(g + index) : TLane.Load(g + index) * TLane.Load(scale + index);
    }

    /// <summary>The same times the standardized element.</summary>
    private readonly struct ScaledProduct<T>(Scaled<T> term, T* x, Standardize<T> map) : ITerm<T> where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> => term.Get<TLane>(index) * map.Apply(TLane.Load(x + index));
    }

    private readonly struct Step<T>(Standardize<T> map, T* x, T* g, T* scale, T* dx, T* scaleSums, T* shiftSums, T slope, T mean, T projection) where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TLane>(nint i) where TLane : struct, ILane<TLane, T>
        {
            TLane standardized = map.Apply(TLane.Load(x + i)), d = TLane.Load(g + i);
            if (scaleSums is not null)
                TLane.MultiplyAdd(d, standardized, TLane.Load(scaleSums + i)).Store(scaleSums + i);
            if (shiftSums is not null)
                (TLane.Load(shiftSums + i) + d).Store(shiftSums + i);
            if (scale is not null)
                d *= TLane.Load(scale + i);
            (TLane.SubtractProduct(standardized, TLane.Create(projection), d - TLane.Create(mean)) * TLane.Create(slope)).Store(dx + i);
        }
    }
}
