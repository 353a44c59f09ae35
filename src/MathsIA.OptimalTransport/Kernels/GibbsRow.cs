using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Sums over one row of the Gibbs kernel: <c>Σ_j exp(h_j − C_j/ε)</c> and its kin, one exponential an entry.</summary>
/// <remarks>Sums run over a fixed number of logical lanes (<see cref="LaneSum"/>): the same bits on every width of register.</remarks>
internal static unsafe class GibbsRow
{
    /// <summary>Entries taken at a time, which the first-level cache holds.</summary>
    public const int BlockLength = RowView<double>.BlockLength;

    /// <summary>The exponentials <c>e_j = exp(h_j − C_j/ε − shift)</c> of a row, stored, and their sum.</summary>
    /// <param name="costs">The costs of the row.</param>
    /// <param name="heights">The h_j.</param>
    /// <param name="inverseEpsilon">1/ε.</param>
    /// <param name="exponentials">Receives the e_j; all 0 where nothing can be reached.</param>
    /// <param name="length">How many.</param>
    /// <param name="guess">What the logarithm of the sum of <c>exp(h_j − C_j/ε)</c> may be, as from the sweep before: then the row is
    /// read once, and the largest height is looked for only if the guess is far off; NaN if nothing is known.</param>
    /// <param name="shift">Receives the shift.</param>
    /// <returns>The sum, positive; 0 where nothing can be reached.</returns>
    public static double Exponentials<T>(T* costs, T* heights, T inverseEpsilon, T* exponentials, int length, double guess, out T shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (double.IsFinite(guess))
        {
            shift = T.CreateTruncating(guess);
            double sum = Stored(costs, heights, inverseEpsilon, shift, exponentials, length);
            // What was flushed to 0 in a sum within these bounds does not count.
            if (typeof(T) == typeof(float) ? sum is > 1e-12 and < 1e25 : sum is > 1e-200 and < 1e200)
                return sum;
        }

        shift = GibbsSweep.Largest(costs, heights, inverseEpsilon, length);
        if (T.IsFinite(shift))
            return Stored(costs, heights, inverseEpsilon, shift, exponentials, length);
        new Span<T>(exponentials, length).Clear();
        return T.IsNaN(shift) ? double.NaN : 0;
    }

    /// <summary><c>log Σ_j exp(h_j − C_j/ε)</c>; −∞ where nothing can be reached.</summary>
    public static double LogSum<T>(T* costs, T* heights, T inverseEpsilon, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T shift = GibbsSweep.Largest(costs, heights, inverseEpsilon, length);
        if (!T.IsFinite(shift))
            return double.CreateTruncating(shift);
        double sum = 0;
        for (int start = 0; start < length; start += BlockLength)
            sum += LaneSum.Block<T, GibbsTerm<T>>(new(costs + start, heights + start, inverseEpsilon, shift), Math.Min(BlockLength, length - start));
        return double.CreateTruncating(shift) + Math.Log(sum);
    }

    /// <summary><c>Σ_j exp(−C_j/ε) x_j</c>.</summary>
    public static double Product<T>(T* costs, T* x, T inverseEpsilon, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += BlockLength)
            sum += LaneSum.Block<T, KernelTerm<T>>(new(costs + start, x + start, inverseEpsilon), Math.Min(BlockLength, length - start));
        return sum;
    }

    /// <summary><c>Σ_j w_j C_j</c>, where a weight of 0 takes out any cost.</summary>
    public static double WeightedCost<T>(T* costs, T* weights, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += BlockLength)
            sum += LaneSum.Block<T, WeightedCostTerm<T>>(new(costs + start, weights + start), Math.Min(BlockLength, length - start));
        return sum;
    }

    /// <summary><c>Σ_j x_j y_j</c>.</summary>
    public static double Dot<T>(T* x, T* y, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += BlockLength)
            sum += LaneSum.Block<T, ZipTerm<T, ProductTerm<T>>>(new(x + start, y + start, default), Math.Min(BlockLength, length - start));
        return sum;
    }

    /// <summary>The exponentials over a given shift, stored, and their sum.</summary>
    public static double Stored<T>(T* costs, T* heights, T inverseEpsilon, T shift, T* exponentials, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int start = 0; start < length; start += BlockLength)
            sum += LaneSum.Block<T, StoredGibbsTerm<T>>(new(costs + start, heights + start, inverseEpsilon, shift, exponentials + start), Math.Min(BlockLength, length - start));
        return sum;
    }
}
