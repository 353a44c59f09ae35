using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Brings a value without a prox, such as a conjugate, to the drivers of registers.</summary>
internal readonly unsafe struct ScalarwiseValue<T, TFunction>(TFunction function) : ICoordinateFunction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TFunction : struct, IScalarFunction
{
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
}
