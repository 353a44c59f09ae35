using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>One step for all coordinates: a constant of the loop, and so is what a prox makes of it alone, such as an inverse.</summary>
internal readonly struct CommonStep<T>(T step) : IStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane At<TLane>(nint index) where TLane : struct, ILane<TLane, T> => TLane.Create(step);
}
