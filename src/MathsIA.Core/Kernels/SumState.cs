using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A running sum of block sums in double precision, with the rounding errors summed beside it.</summary>
/// <remarks>The error of each addition is exact (two-sum: Knuth, TAOCP 2, section 4.2.2), so the total is as good as if it had been
/// summed in twice the precision (Ogita, Rump, Oishi, SIAM J. Sci. Comput. 26, 2005).</remarks>
internal struct SumState
{
    public double Sum;
    public double Correction;

    /// <summary>The total. An infinite sum leaves a correction that is not a number: it is left out.</summary>
    public readonly double Value => double.IsFinite(Correction) ? Sum + Correction : Sum;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double term)
    {
        double sum = Sum + term;
        double taken = sum - Sum;
        Correction += (Sum - (sum - taken)) + (term - taken);
        Sum = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SumState Join(SumState left, SumState right)
    {
        left.Add(right.Sum);
        left.Correction += right.Correction;
        return left;
    }
}
