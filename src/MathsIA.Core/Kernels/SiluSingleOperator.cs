using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary><see cref="SiluOperator{T}"/> to 10 decimal digits, a third of the work: for results in single precision or less, which it
/// leaves correctly rounded but for one case in thousands.</summary>
internal readonly struct SiluSingleOperator : IMap<double>
{
    public static bool Unrolls => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, double>
    {
        // Beyond the bound the function rounds to zero on the left and is x itself on the right. The operand comes second, so that
        // NaN passes through.
        TLane bound = TLane.Create(150), numerator = TLane.MaxNative(-bound, x);
        return numerator / (TLane.Create(1) + Exponential.ForSingle(-TLane.MinNative(bound, numerator)));
    }
}
