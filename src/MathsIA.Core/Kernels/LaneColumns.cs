using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MathsIA.Kernels;

/// <summary>Sums down the columns of a panel, many columns at a time, with the very bits that <see cref="LaneSum"/> and
/// <see cref="GroupFold"/> give each column by itself.</summary>
/// <remarks>Row r of a block is added to lane r mod L, where a lane is now a row of partial sums, one a column, in the
/// first-level cache. The rows are read in the order in which they lie in memory.</remarks>
internal static unsafe class LaneColumns
{
    /// <summary>The most columns in a panel: 64 lanes of 64 floats take 16 KiB.</summary>
    public const int Width = 64;

    /// <summary>Sums <c>zip(x, parameter)</c> down each column.</summary>
    /// <param name="panel">The columns, at most <see cref="Width"/>.</param>
    /// <param name="parameters">One number a column.</param>
    /// <param name="zip">What is summed.</param>
    /// <param name="totals">Receives one state a column.</param>
    public static void Sum<T, TZip>(ColumnPanel<T> panel, T* parameters, TZip zip, SumState* totals)
        where T : unmanaged, INumber<T>
        where TZip : struct, IZip<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<T, Lane512<T>, TZip>(panel, parameters, zip, totals);
        else if (Vector256.IsHardwareAccelerated)
            Run<T, Lane256<T>, TZip>(panel, parameters, zip, totals);
        else if (Vector128.IsHardwareAccelerated)
            Run<T, Lane128<T>, TZip>(panel, parameters, zip, totals);
        else
            Run<T, LaneScalar<T>, TZip>(panel, parameters, zip, totals);
    }

    /// <summary>The extreme of each column.</summary>
    public static void Extreme<T, TExtremum>(ColumnPanel<T> panel, T* results)
        where T : unmanaged, INumber<T>
        where TExtremum : struct, IExtremum<T>
    {
        if (Vector512.IsHardwareAccelerated && Vector512<T>.IsSupported)
            Extreme<T, Lane512<T>, TExtremum>(panel, results);
        else if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
            Extreme<T, Lane256<T>, TExtremum>(panel, results);
        else if (Vector128.IsHardwareAccelerated && Vector128<T>.IsSupported)
            Extreme<T, Lane128<T>, TExtremum>(panel, results);
        else
            Extreme<T, LaneScalar<T>, TExtremum>(panel, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Extreme<T, TLane, TExtremum>(ColumnPanel<T> panel, T* results)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TExtremum : struct, IExtremum<T>
    {
        int width = panel.Width, rows = panel.Walk.Length;
        for (int r = 0; r < rows; r++)
        {
            T* row = panel.Data + panel.Walk.Place(r);
            Prefetch(panel, r);
            // The first row stands in for what has been found: picking twice changes nothing.
            T* kept = r == 0 ? row : results;
            int j = 0;
            for (; j + TLane.Count <= width; j += TLane.Count)
                TExtremum.Pick(TLane.Load(kept + j), TLane.Load(row + j)).Store(results + j);
            for (; j < width; j++)
                TExtremum.Pick(LaneScalar<T>.Load(kept + j), LaneScalar<T>.Load(row + j)).Store(results + j);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T, TLane, TZip>(ColumnPanel<T> panel, T* parameters, TZip zip, SumState* totals)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TZip : struct, IZip<T>
    {
        const int Block = RowView<T>.BlockLength;
        int lanes = LaneSum.Lanes<T>(), rows = panel.Walk.Length;
        T* partial = stackalloc T[lanes * Width];
        double* wide = stackalloc double[lanes * Width];
        var group = stackalloc SumState[Width];
        for (int start = 0, count; start < rows; start += count)
        {
            count = Math.Min(Block, rows - start);
            // Lanes that no row reaches would only add zeros: with few rows, the tree starts lower down.
            int used = Math.Min(lanes, (int)BitOperations.RoundUpToPowerOf2((uint)count));
            new Span<T>(partial, used * Width).Clear();
            AddRows<T, TLane, TZip>(panel, start, count, parameters, zip, partial, lanes);
            double* sums = Halve(partial, wide, used);
            bool opensGroup = start % GroupFold.GroupLength == 0, closesGroup = (start + count) % GroupFold.GroupLength == 0 || start + count == rows;
            for (int j = 0; j < panel.Width; j++)
            {
                if (opensGroup)
                    group[j] = default;
                group[j].Add(sums[j]);
                if (closesGroup)
                    totals[j] = start < GroupFold.GroupLength ? group[j] : SumState.Join(totals[j], group[j]);
            }
        }
    }

    /// <summary>Asks for a row some turns ahead: rows are often a page or more apart, where the processor does not look by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T>(ColumnPanel<T> panel, int row) where T : unmanaged
    {
        const int Ahead = 12;
        if (CacheHint.IsSupported && row + Ahead < panel.Walk.Length)
            CacheHint.Lines(panel.Data + panel.Walk.Place(row + Ahead), panel.Width * sizeof(T));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows<T, TLane, TZip>(ColumnPanel<T> panel, int start, int count, T* parameters, TZip zip, T* partial, int lanes)
        where T : unmanaged, INumber<T>
        where TLane : struct, ILane<TLane, T>
        where TZip : struct, IZip<T>
    {
        int width = panel.Width;
        for (int r = 0; r < count; r++)
        {
            T* row = panel.Data + panel.Walk.Place(start + r);
            Prefetch(panel, start + r);
            T* lane = partial + (r & (lanes - 1)) * Width;
            int j = 0;
            for (; j + TLane.Count <= width; j += TLane.Count)
                (TLane.Load(lane + j) + zip.Apply(TLane.Load(row + j), TLane.Load(parameters + j))).Store(lane + j);
            for (; j < width; j++)
                (LaneScalar<T>.Load(lane + j) + zip.Apply(LaneScalar<T>.Load(row + j), LaneScalar<T>.Load(parameters + j))).Store(lane + j);
        }
    }

    /// <summary>Widens the lanes and adds them by halves; each halving is one long addition, since lanes lie one after another.</summary>
    private static double* Halve<T>(T* partial, double* wide, int used) where T : unmanaged
    {
        if (typeof(T) == typeof(double))
            wide = (double*)partial;
        else
            Widen((float*)partial, wide, used * Width);
        for (int half = used / 2; half >= 1; half /= 2)
        {
            if (Vector512.IsHardwareAccelerated)
                AddTo<Lane512<double>>(wide, wide + half * Width, half * Width);
            else if (Vector256.IsHardwareAccelerated)
                AddTo<Lane256<double>>(wide, wide + half * Width, half * Width);
            else if (Vector128.IsHardwareAccelerated)
                AddTo<Lane128<double>>(wide, wide + half * Width, half * Width);
            else
                AddTo<LaneScalar<double>>(wide, wide + half * Width, half * Width);
        }

        return wide;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(float* source, double* destination, int count)
    {
        // The count is a multiple of the panel's width, and so of every register's.
        int i = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i < count; i += Vector512<float>.Count)
            {
                (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.Load(source + i));
                low.Store(destination + i);
                high.Store(destination + i + Vector512<double>.Count);
            }
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            for (; i < count; i += Vector128<float>.Count)
            {
                (Vector128<double> low, Vector128<double> high) = Vector128.Widen(Vector128.Load(source + i));
                low.Store(destination + i);
                high.Store(destination + i + Vector128<double>.Count);
            }
        }

        for (; i < count; i++)
            destination[i] = source[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo<TLane>(double* destination, double* source, int count) where TLane : struct, ILane<TLane, double>
    {
        for (int i = 0; i < count; i += TLane.Count)
            (TLane.Load(destination + i) + TLane.Load(source + i)).Store(destination + i);
    }
}
