using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>Random bits to <c>low + (high - low) u</c>, where <c>u</c> is the upper 24 (float) or 53 (double) bits over their range.</summary>
/// <remarks>The product may round up to the end that is not included: the largest number below it is put in its place.</remarks>
internal readonly struct UniformMap<T>(T low, T high) : IMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _low = low, _width = high - low, _top = T.BitDecrement(high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane unit = typeof(T) == typeof(float)
            ? WordMath.FromUnsigned<TLane, T>(TLane.ShiftRightBits(x, 8)) * Lane.Of<TLane, T>(1.0 / (1 << 24))
            : WordMath.FromUnsigned<TLane, T>(TLane.ShiftRightBits(x, 11)) * Lane.Of<TLane, T>(1.0 / (1L << 53));
        return TLane.MinNative(TLane.MultiplyAdd(unit, TLane.Create(_width), TLane.Create(_low)), TLane.Create(_top));
    }
}
