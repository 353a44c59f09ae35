using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The sum-and-difference step of the fast Walsh-Hadamard transform.</summary>
internal static class Butterflies
{
    /// <summary>For every pair at distance <paramref name="half"/> within blocks of twice that: <c>(a, b) → (a + b, a - b)</c>.</summary>
    public static unsafe void Level<T>(T* data, int length, int half) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LaneWidth.Bits >= 512 && half >= Lane512<T>.Count)
            Run<T, Lane512<T>>(data, length, half);
        else if (LaneWidth.Bits >= 256 && half >= Lane256<T>.Count)
            Run<T, Lane256<T>>(data, length, half);
        else if (LaneWidth.Bits >= 128 && half >= Lane128<T>.Count)
            Run<T, Lane128<T>>(data, length, half);
        else
            Run<T, LaneScalar<T>>(data, length, half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Run<T, TLane>(T* data, int length, int half)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TLane : struct, ILane<TLane, T>
    {
        // The half is a power of two no smaller than the register: no tail.
        for (int start = 0; start < length; start += 2 * half)
        {
            T* low = data + start, high = low + half;
            for (int i = 0; i < half; i += TLane.Count)
            {
                TLane a = TLane.Load(low + i), b = TLane.Load(high + i);
                (a + b).Store(low + i);
                (a - b).Store(high + i);
            }
        }
    }
}
