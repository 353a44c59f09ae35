using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MathsIA.Kernels;

/// <summary>Registers read in part, at the end of a row.</summary>
internal static unsafe class PartialLane
{
    /// <summary>The first <paramref name="count"/> elements, any number, and zeros in place of the others, which are not read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Load<TLane, T>(T* source, int count)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        if (typeof(TLane) == typeof(Lane512<T>) && Avx512F.IsSupported && sizeof(T) == 8)
            return Unsafe.BitCast<Vector512<double>, TLane>(Avx512F.MaskLoad((double*)source, Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble(), Vector512<double>.Zero));
        if (typeof(TLane) == typeof(Lane512<T>) && Avx512F.IsSupported && sizeof(T) == 4)
            return Unsafe.BitCast<Vector512<float>, TLane>(Avx512F.MaskLoad((float*)source, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), Vector512<float>.Zero));
        if (typeof(TLane) == typeof(Lane256<T>) && Avx.IsSupported && sizeof(T) == 8)
            return Unsafe.BitCast<Vector256<double>, TLane>(Avx.MaskLoad((double*)source, Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsDouble()));
        if (typeof(TLane) == typeof(Lane256<T>) && Avx.IsSupported && sizeof(T) == 4)
            return Unsafe.BitCast<Vector256<float>, TLane>(Avx.MaskLoad((float*)source, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle()));
        return Copied<TLane, T>(source, count);
    }

    private static TLane Copied<TLane, T>(T* source, int count)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        T* part = stackalloc T[TLane.Count];
        new Span<T>(part, TLane.Count).Clear();
        for (int i = 0; i < Math.Min(count, TLane.Count); i++)
            part[i] = source[i];
        return TLane.Load(part);
    }
}
