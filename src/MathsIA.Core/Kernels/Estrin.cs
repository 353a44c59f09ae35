using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Polynomials by Estrin's scheme: pairs, pairs of pairs and so on, so that the chain of dependent operations is as long as
/// the logarithm of the degree. Out-of-order execution looks only so far ahead, and Horner's chain is what it waits for.</summary>
/// <remarks>Knuth, TAOCP 2, 4.6.4. Coefficients begin with the constant one.</remarks>
internal static class Estrin
{
    /// <summary><c>c0 + c1 x + ... + c3 x³</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Cubic<TLane, T>(TLane x, TLane square, double c0, double c1, double c2, double c3)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.MultiplyAdd(Linear<TLane, T>(x, c2, c3), square, Linear<TLane, T>(x, c0, c1));

    /// <summary><c>c0 + c1 x</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Linear<TLane, T>(TLane x, double c0, double c1)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged =>
        TLane.MultiplyAdd(Lane.Of<TLane, T>(c1), x, Lane.Of<TLane, T>(c0));
}
