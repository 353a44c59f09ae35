using System.Numerics;
using System.Runtime.Intrinsics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Sums over one row of the Gibbs kernel: <c>Σ_j exp(h_j − C_j/ε)</c> and its kin, one power an entry.</summary>
/// <remarks>Heights are given in powers of two, <c>h_j log₂ e</c>, and so is the factor of the costs, <see cref="Factor"/>.</remarks>
internal static unsafe class GibbsRow
{
    /// <summary>log₂ e, which makes natural heights heights in powers of two.</summary>
    public const double Log2E = 1.4426950408889634;

    private const double Ln2 = 0.69314718055994531;

    /// <summary>What costs are multiplied with: <c>log₂ e / ε</c>.</summary>
    public static T Factor<T>(double epsilon) where T : unmanaged, INumber<T> => T.CreateTruncating(Log2E / epsilon);

    /// <summary>The exponentials <c>e_j = exp(h_j − C_j/ε − shift)</c> of a row, stored, and their sum.</summary>
    /// <param name="costs">The costs of the row.</param>
    /// <param name="heights">The <c>h_j log₂ e</c>.</param>
    /// <param name="factor">From <see cref="Factor"/>.</param>
    /// <param name="exponentials">Receives the e_j; all 0 where nothing can be reached.</param>
    /// <param name="length">How many.</param>
    /// <param name="guess">What the logarithm of the sum of <c>exp(h_j − C_j/ε)</c> may be, as from the sweep before: then the row is
    /// read once, and the largest height is looked for only if the guess is far off; NaN if nothing is known.</param>
    /// <param name="shift">Receives the shift.</param>
    /// <returns>The sum, positive; 0 where nothing can be reached.</returns>
    public static double Exponentials<T>(T* costs, T* heights, T factor, T* exponentials, int length, double guess, out double shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T offset = T.CreateTruncating(guess * Log2E);
        if (T.IsFinite(offset))
        {
            shift = double.CreateTruncating(offset) * Ln2;
            double sum = Stored(costs, heights, factor, offset, exponentials, length);
            // What was flushed to 0 in a sum within these bounds does not count.
            if (typeof(T) == typeof(float) ? sum is > 1e-12 and < 1e25 : sum is > 1e-200 and < 1e200)
                return sum;
        }

        offset = GibbsSweep.Largest(costs, heights, factor, length);
        shift = double.CreateTruncating(offset) * Ln2;
        if (T.IsFinite(offset))
            return Stored(costs, heights, factor, offset, exponentials, length);
        new Span<T>(exponentials, length).Clear();
        return T.IsNaN(offset) ? double.NaN : 0;
    }

    /// <summary>The exponentials <c>exp(h_j − C_j/ε − shift)</c> over a given shift, stored.</summary>
    public static void Entries<T>(T* costs, T* heights, T factor, double shift, T* exponentials, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Stored(costs, heights, factor, T.CreateTruncating(shift * Log2E), exponentials, length);

    /// <summary><c>Σ_j exp(−C_j/ε) x_j</c>.</summary>
    public static double Product<T>(T* costs, T* x, T factor, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += GibbsSum.BlockLength)
        {
            int count = Math.Min(GibbsSum.BlockLength, length - start);
            if (Vector512.IsHardwareAccelerated)
                sum += GibbsSum.Product<T, Lane512<T>>(costs + start, x + start, factor, count);
            else if (Vector256.IsHardwareAccelerated)
                sum += GibbsSum.Product<T, Lane256<T>>(costs + start, x + start, factor, count);
            else if (Vector128.IsHardwareAccelerated)
                sum += GibbsSum.Product<T, Lane128<T>>(costs + start, x + start, factor, count);
            else
                sum += GibbsSum.Product<T, LaneScalar<T>>(costs + start, x + start, factor, count);
        }

        return sum;
    }

    /// <summary><c>Σ_j w_j C_j</c>, where a weight of 0 takes out any cost.</summary>
    public static double WeightedCost<T>(T* costs, T* weights, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += GibbsSum.BlockLength)
        {
            int count = Math.Min(GibbsSum.BlockLength, length - start);
            if (Vector512.IsHardwareAccelerated)
                sum += GibbsSum.WeightedCost<T, Lane512<T>>(costs + start, weights + start, count);
            else if (Vector256.IsHardwareAccelerated)
                sum += GibbsSum.WeightedCost<T, Lane256<T>>(costs + start, weights + start, count);
            else if (Vector128.IsHardwareAccelerated)
                sum += GibbsSum.WeightedCost<T, Lane128<T>>(costs + start, weights + start, count);
            else
                sum += GibbsSum.WeightedCost<T, LaneScalar<T>>(costs + start, weights + start, count);
        }

        return sum;
    }

    /// <summary><c>Σ_j x_j y_j</c>.</summary>
    public static double Dot<T>(T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += GibbsSum.BlockLength)
            sum += LaneSum.Block<T, ZipTerm<T, ProductTerm<T>>>(new(x + start, y + start, default), Math.Min(GibbsSum.BlockLength, length - start));
        return sum;
    }

    private static double Stored<T>(T* costs, T* heights, T factor, T shift, T* powers, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += GibbsSum.BlockLength)
        {
            int count = Math.Min(GibbsSum.BlockLength, length - start);
            if (Vector512.IsHardwareAccelerated)
                sum += GibbsSum.Powers<T, Lane512<T>>(costs + start, heights + start, factor, shift, powers + start, count);
            else if (Vector256.IsHardwareAccelerated)
                sum += GibbsSum.Powers<T, Lane256<T>>(costs + start, heights + start, factor, shift, powers + start, count);
            else if (Vector128.IsHardwareAccelerated)
                sum += GibbsSum.Powers<T, Lane128<T>>(costs + start, heights + start, factor, shift, powers + start, count);
            else
                sum += GibbsSum.Powers<T, LaneScalar<T>>(costs + start, heights + start, factor, shift, powers + start, count);
        }

        return sum;
    }
}
