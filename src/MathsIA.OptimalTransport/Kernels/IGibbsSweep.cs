using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>A loop over the entries of a row, written once for every width of register.</summary>
internal interface IGibbsSweep<T> where T : unmanaged
{
    /// <summary>Does the entries from <paramref name="index"/> on, as many as the register holds.</summary>
    void Run<TLane>(nint index) where TLane : struct, ILane<TLane, T>;
}
