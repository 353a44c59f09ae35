using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Which of two numbers is kept. Not a number always is.</summary>
internal interface IExtremum<T> where T : unmanaged, INumber<T>
{
    /// <summary>The one to keep; associative, and the same whatever the order.</summary>
    static abstract TLane Pick<TLane>(TLane kept, TLane next) where TLane : struct, ILane<TLane, T>;

    /// <summary>Whether <paramref name="next"/> beats <paramref name="kept"/>; false for equals.</summary>
    static abstract bool Beats(T next, T kept);
}

/// <summary>The largest.</summary>
internal readonly struct Largest<T> : IExtremum<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pick<TLane>(TLane kept, TLane next) where TLane : struct, ILane<TLane, T> => TLane.Max(kept, next);

    public static bool Beats(T next, T kept) => next > kept || (T.IsNaN(next) && !T.IsNaN(kept));
}

/// <summary>The smallest.</summary>
internal readonly struct Smallest<T> : IExtremum<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pick<TLane>(TLane kept, TLane next) where TLane : struct, ILane<TLane, T> => TLane.Min(kept, next);

    public static bool Beats(T next, T kept) => next < kept || (T.IsNaN(next) && !T.IsNaN(kept));
}

/// <summary>The largest magnitude.</summary>
internal readonly struct LargestMagnitude<T> : IExtremum<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pick<TLane>(TLane kept, TLane next) where TLane : struct, ILane<TLane, T> => TLane.Max(TLane.Abs(kept), TLane.Abs(next));

    public static bool Beats(T next, T kept) => T.Abs(next) > T.Abs(kept) || (T.IsNaN(next) && !T.IsNaN(kept));
}

/// <summary>The largest, by the fastest instruction: for callers that find a NaN by other means, as this may lose it.</summary>
internal readonly struct LargestNumber<T> : IExtremum<T> where T : unmanaged, INumber<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Pick<TLane>(TLane kept, TLane next) where TLane : struct, ILane<TLane, T> => TLane.MaxNative(kept, next);

    public static bool Beats(T next, T kept) => next > kept;
}
