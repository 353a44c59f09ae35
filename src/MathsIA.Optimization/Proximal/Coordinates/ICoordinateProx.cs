using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>One coordinate of a separable function with its prox, branch-free, on registers of any width.</summary>
internal interface ICoordinateProx<T> : ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The prox at the coordinates from <paramref name="index"/> on.</summary>
    TLane Prox<TLane>(TLane x, TLane step, nint index) where TLane : struct, ILane<TLane, T>;
}
