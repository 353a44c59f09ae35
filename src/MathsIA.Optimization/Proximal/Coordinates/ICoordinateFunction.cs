using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>One coordinate of a separable function, as a struct whose fields are its parameters.</summary>
internal interface ICoordinateFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The values at the coordinates from <paramref name="index"/> on, as many as the register holds.</summary>
    TLane Value<TLane>(TLane x, nint index) where TLane : struct, ILane<TLane, T>;
}
