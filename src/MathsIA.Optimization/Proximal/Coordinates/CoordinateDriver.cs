using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Runs a separable function over its coordinates: owns every pointer and tail, and sums in the house's fixed lane order.</summary>
/// <remarks>One pass reads x, writes the prox and sums the values, a block of 1024 at a time (<see cref="LaneSum"/>); the block sums
/// are added in double precision with their errors. One thread: a prox is as fast as memory, and steady calls allocate nothing.</remarks>
internal static unsafe class CoordinateDriver
{
    private const int Block = 1024;

    /// <summary>How many bytes ahead memory is asked for.</summary>
    private const int Ahead = 4096;

    /// <summary>The bytes that one round of the loop reads or writes.</summary>
    private const int RoundBytes = 256;

    /// <summary>The sum of the values.</summary>
    public static T Sum<T, TFunction>(ReadOnlySpan<T> x, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateFunction<T>
    {
        SumState total = default;
        fixed (T* source = x)
        {
            for (int start = 0; start < x.Length; start += Block)
                total.Add(LaneSum.Block<T, ValueTerm<T, TFunction>>(new(source, start, function), Math.Min(Block, x.Length - start)));
        }

        return Widening.FromDouble<T>(total.Value);
    }

    /// <summary>The proxes with one step, and the sum of the values there.</summary>
    public static T Prox<T, TFunction>(ReadOnlySpan<T> x, T step, Span<T> destination, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        fixed (T* source = x, target = destination)
            return Run(source, new CommonStep<T>(step), target, x.Length, function);
    }

    /// <summary>The proxes with a step for each coordinate, and the sum of the values there.</summary>
    public static T Prox<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        fixed (T* source = x, each = steps, target = destination)
            return Run(source, new Coefficient<T>(each, isUniform: false), target, x.Length, function);
    }

    /// <summary>A map of the coordinates; the destination may be the operand.</summary>
    public static void Map<T, TFunction>(ReadOnlySpan<T> x, Span<T> destination, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateFunction<T>
    {
        fixed (T* source = x, target = destination)
        {
            for (int start = 0; start < x.Length; start += Block)
                LaneSum.Block<T, MapTermOf<T, TFunction>>(new(source, target, start, function), Math.Min(Block, x.Length - start));
        }
    }

    private static T Run<T, TStep, TFunction>(T* x, TStep step, T* destination, int length, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TStep : struct, IStep<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Run<T, Lane512<T>, TStep, TFunction>(x, step, destination, length, function);
        if (Vector256.IsHardwareAccelerated)
            return Run<T, Lane256<T>, TStep, TFunction>(x, step, destination, length, function);
        if (Vector128.IsHardwareAccelerated)
            return Run<T, Lane128<T>, TStep, TFunction>(x, step, destination, length, function);
        return Run<T, LaneScalar<T>, TStep, TFunction>(x, step, destination, length, function);
    }

    /// <summary>The loop of <see cref="LaneSum"/>, written out: as a term it would have more fields than the compiler keeps in registers, and this one
    /// must run at the speed of a copy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private static T Run<T, TLane, TStep, TFunction>(T* x, TStep step, T* destination, int length, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
        where TStep : struct, IStep<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        int laneCount = LaneSum.Lanes<T>();
        T* lanes = stackalloc T[laneCount];
        SumState total = default;
        nint ahead = Ahead / sizeof(T);
        for (nint start = 0; start < length; start += Block)
        {
            nint end = Math.Min(start + Block, length), whole = end - ((end - start) % laneCount);
            for (int lane = 0; lane < laneCount; lane += 4 * TLane.Count)
            {
                TLane a = TLane.Create(T.Zero), b = a, c = a, d = a;
                nint far = lane == 0 ? length - ahead - laneCount : 0;
                for (nint i = start + lane; i < whole; i += laneCount)
                {
                    if (CacheHint.IsSupported && i < far)
                    {
                        CacheHint.Lines(x + i + ahead, RoundBytes);
                        CacheHint.Lines(destination + i + ahead, RoundBytes);
                    }

                    a += One<T, TLane, TStep, TFunction>(x, step, destination, i, function);
                    b += One<T, TLane, TStep, TFunction>(x, step, destination, i + TLane.Count, function);
                    c += One<T, TLane, TStep, TFunction>(x, step, destination, i + (2 * TLane.Count), function);
                    d += One<T, TLane, TStep, TFunction>(x, step, destination, i + (3 * TLane.Count), function);
                }

                a.Store(lanes + lane);
                b.Store(lanes + lane + TLane.Count);
                c.Store(lanes + lane + (2 * TLane.Count));
                d.Store(lanes + lane + (3 * TLane.Count));
            }

            nint rest = end - whole, at = 0;
            for (; at + TLane.Count <= rest; at += TLane.Count)
                (TLane.Load(lanes + at) + One<T, TLane, TStep, TFunction>(x, step, destination, whole + at, function)).Store(lanes + at);
            for (; at < rest; at++)
                (LaneScalar<T>.Load(lanes + at) + One<T, LaneScalar<T>, TStep, TFunction>(x, step, destination, whole + at, function)).Store(lanes + at);
            total.Add(LaneSum.Halve(lanes));
        }

        return Widening.FromDouble<T>(total.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane One<T, TLane, TStep, TFunction>(T* x, TStep step, T* destination, nint i, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
        where TStep : struct, IStep<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        TLane z = function.Prox(TLane.Load(x + i), step.At<TLane>(i), i);
        z.Store(destination + i);
        return function.Value(z, i);
    }
}
