using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Brings a function of one number at a time to the drivers of registers.</summary>
internal readonly unsafe struct Scalarwise<T, TFunction>(TFunction function) : ICoordinateProx<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IScalarProx
{
    // Not inlined: the drivers hold four copies of a body, which only short ones are worth.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>
    {
        T* buffer = stackalloc T[TLane.Count];
        x.Store(buffer);
        for (int i = 0; i < TLane.Count; i++)
            buffer[i] = Widening.FromDouble<T>(function.Value(Widening.ToDouble(buffer[i]), (int)index + i));
        return TLane.Load(buffer);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>
    {
        T* buffer = stackalloc T[TLane.Count], steps = stackalloc T[TLane.Count];
        x.Store(buffer);
        step.Store(steps);
        for (int i = 0; i < TLane.Count; i++)
            buffer[i] = Widening.FromDouble<T>(function.Prox(Widening.ToDouble(buffer[i]), Widening.ToDouble(steps[i]), (int)index + i));
        return TLane.Load(buffer);
    }
}
