using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The steps of the coordinates, register by register.</summary>
internal interface IStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The steps from a coordinate on.</summary>
    TLane At<TLane>(nint index) where TLane : struct, ILane<TLane, T>;
}
