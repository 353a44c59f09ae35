using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Rounding errors of sums and products, exactly, with or without fused multiply-add.</summary>
/// <remarks>Dekker, Numer. Math. 18 (1971); Knuth, TAOCP 2, 4.2.2. Exact barring overflow and underflow.</remarks>
internal static class Exact
{
    /// <summary>Whether <see cref="ILane{TSelf, T}.MultiplyAdd"/> rounds once on this machine. A constant to the compiler.</summary>
    public static bool IsFused
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => System.Runtime.Intrinsics.X86.Fma.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.IsSupported;
    }

    /// <summary><c>x y - product</c> for the rounded product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane ProductError<TLane, T>(TLane x, TLane y, TLane product)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        if (IsFused)
            return TLane.MultiplyAdd(x, y, -product);
        TLane splitter = Lane.Of<TLane, T>(4097f, 134217729.0);
        TLane xs = x * splitter, ys = y * splitter;
        TLane xh = xs - (xs - x), yh = ys - (ys - y);
        TLane xl = x - xh, yl = y - yh;
        return ((xh * yh - product) + xh * yl + xl * yh) + xl * yl;
    }

    /// <summary><c>x² - square</c> for the rounded square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SquareError<TLane, T>(TLane x, TLane square)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged => ProductError<TLane, T>(x, x, square);

    /// <summary><c>x + y - sum</c> for the rounded sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SumError<TLane, T>(TLane x, TLane y, TLane sum)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane part = sum - x;
        return (x - (sum - part)) + (y - part);
    }
}
