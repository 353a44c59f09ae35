using System.Runtime.CompilerServices;
using MathsIA.Kernels;

namespace MathsIA.RandomNumbers;

/// <summary>The rational functions of the normal quantile, relative error below 2e-16 before rounding.</summary>
/// <remarks>Coefficients of algorithm AS 241 (PPND16): M. J. Wichura, "The percentage points of the normal distribution", Applied Statistics 37,
/// 1988, checked against 40 digits from p = 0.49 to 5e-324.</remarks>
internal static class NormalQuantile
{
    /// <summary>Numerator for |p - ½| ≤ 0.425, in <c>0.180625 - (p - ½)²</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MiddleTop<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227);

    /// <summary>Denominator of the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane MiddleBottom<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854);

    /// <summary>Numerator for √(-log p) ≤ 5, in <c>√(-log p) - 1.6</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SideTop<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414);

    /// <summary>Denominator of the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane SideBottom<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-09);

    /// <summary>Numerator for √(-log p) above 5, in <c>√(-log p) - 5</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane FarTop<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-05, 2.0103343992922881e-07);

    /// <summary>Denominator of the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane FarBottom<TLane, T>(TLane r) where TLane : struct, ILane<TLane, T> where T : unmanaged =>
        Polynomial<TLane, T>(r, 1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-05, 1.421511758316446e-07, 2.0442631033899397e-15);

    /// <summary>Horner's rule, the constant term first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLane Polynomial<TLane, T>(TLane r, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
        where TLane : struct, ILane<TLane, T>
        where T : unmanaged
    {
        TLane sum = TLane.MultiplyAdd(Lane.Of<TLane, T>(c7), r, Lane.Of<TLane, T>(c6));
        sum = TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c5));
        sum = TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c4));
        sum = TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c3));
        sum = TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c2));
        sum = TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c1));
        return TLane.MultiplyAdd(sum, r, Lane.Of<TLane, T>(c0));
    }
}
