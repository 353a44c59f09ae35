using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Runs a separable function over its coordinates: owns every pointer and tail, and sums in the house's fixed lane order.</summary>
/// <remarks>One pass reads x, writes the prox and sums the values, a block of 1024 at a time (<see cref="LaneSum"/>); the block sums
/// are added in double precision with their errors. One thread: a prox is as fast as memory, and steady calls allocate nothing.</remarks>
internal static unsafe class CoordinateDriver
{
    private const int Block = 1024;

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
    [SkipLocalsInit]
    public static T Prox<T, TFunction>(ReadOnlySpan<T> x, T step, Span<T> destination, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        T* copies = stackalloc T[Coefficient<T>.Copies];
        new Span<T>(copies, Coefficient<T>.Copies).Fill(step);
        fixed (T* source = x, target = destination)
            return Run(source, new(copies, isUniform: true), target, x.Length, function);
    }

    /// <summary>The proxes with a step for each coordinate, and the sum of the values there.</summary>
    public static T Prox<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> steps, Span<T> destination, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        fixed (T* source = x, each = steps, target = destination)
            return Run(source, new(each, isUniform: false), target, x.Length, function);
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

    private static T Run<T, TFunction>(T* x, Coefficient<T> step, T* destination, int length, TFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TFunction : struct, ICoordinateProx<T>
    {
        SumState total = default;
        for (int start = 0; start < length; start += Block)
            total.Add(LaneSum.Block<T, ProxTerm<T, TFunction>>(new(x, step, destination, start, function), Math.Min(Block, length - start)));
        return Widening.FromDouble<T>(total.Value);
    }
}
