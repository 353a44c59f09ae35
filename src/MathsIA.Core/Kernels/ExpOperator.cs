using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><c>e^x</c>..</summary>
/// <remarks><c>x = n ln 2 + r</c> with <c>|r| ≤ ln 2 / 2</c>; <c>e^r</c> by a minimax polynomial; then <c>2^n</c> in two factors, so that
/// results beyond the normal range round once, to a denormal or to infinity (Muller, Elementary Functions, ch. 11).</remarks>
internal readonly struct ExpOperator<T> : IMap<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T>
    {
        // Beyond these bounds the result is 0 or infinity. The operand comes second, so that NaN passes through.
        x = TLane.MaxNative(Lane.Of<TLane, T>(-105, -746.5), TLane.MinNative(Lane.Of<TLane, T>(89.5f, 710.5), x));
        TLane n = Exponential.Reduce<TLane, T>(x, out TLane r);
        TLane p = Lane.Of<TLane, T>(1) + Exponential.Expm1<TLane, T>(r);
        return TLane.Scale(p, n);
    }
}
