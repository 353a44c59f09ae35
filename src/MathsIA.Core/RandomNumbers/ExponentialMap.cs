using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>Random bits to <c>-scale log u</c> with <c>u = (w + ½) / 2^32</c> (float) or <c>/ 2^64</c> (double).</summary>
internal readonly struct ExponentialMap<T>(T scale) : IMap<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        TLane unit = typeof(T) == typeof(float) ? Lane.Of<TLane, T>(1.0 / (1L << 32)) : Lane.Of<TLane, T>(1.0 / 18446744073709551616.0);
        TLane half = Lane.Of<TLane, T>(0.5);
        // u and 1 - u are both formed from the integer, so neither end loses digits.
        TLane u = (WordMath.FromUnsigned<TLane, T>(x) + half) * unit;
        TLane complement = (WordMath.FromUnsigned<TLane, T>(~x) + half) * unit;
        return WordMath.NegativeLog<TLane, T>(u, complement) * TLane.Create(scale);
    }
}
