using System.Numerics;

namespace MathsIA.Tests;

/// <summary>The obvious reductions, in double precision, one element at a time.</summary>
internal static class ReferenceReductions
{
    /// <summary>Reduces axes of a tensor: for each index of the other axes, the elements in row-major order.</summary>
    public static double[] Reduce<T>(Tensor<T> x, int[] axes, Func<double[], double> reduction) where T : unmanaged, INumber<T>
    {
        var groups = new SortedDictionary<int, List<double>>();
        var index = new int[x.Rank];
        for (int n = 0; n < x.Length; n++)
        {
            int rest = n, key = 0;
            for (int axis = x.Rank - 1; axis >= 0; axis--)
                (rest, index[axis]) = Math.DivRem(rest, x.Shape[axis]);
            for (int axis = 0; axis < x.Rank; axis++)
                key = axes.Contains(axis) ? key : key * x.Shape[axis] + index[axis];
            if (!groups.TryGetValue(key, out List<double>? group))
                groups[key] = group = [];
            group.Add(double.CreateTruncating(x[index]));
        }

        return [.. groups.Values.Select(group => reduction([.. group]))];
    }

    public static double Variance(double[] x, double correction)
    {
        double mean = x.Average();
        return x.Sum(v => (v - mean) * (v - mean)) / (x.Length - correction);
    }

    public static double Norm(double[] x, double p) => double.IsInfinity(p) ? x.Max(Math.Abs) : Math.Pow(x.Sum(v => Math.Pow(Math.Abs(v), p)), 1 / p);

    public static double LogSumExp(double[] x) => x.Max() + Math.Log(x.Sum(v => Math.Exp(v - x.Max())));

    /// <summary>The exact sum of finite numbers, rounded once at the end: every double is an integer over 2^1074.</summary>
    public static double ExactSum(IEnumerable<double> x)
    {
        BigInteger sum = 0;
        foreach (double v in x)
        {
            long bits = BitConverter.DoubleToInt64Bits(v);
            int exponent = (int)((bits >> 52) & 0x7FF);
            long mantissa = bits & 0xFFFFFFFFFFFFF;
            BigInteger whole = exponent == 0 ? mantissa : (BigInteger)(mantissa | (1L << 52)) << (exponent - 1);
            sum += bits < 0 ? -whole : whole;
        }

        // Long division down to 64 significant bits keeps the rounding below one unit in the last place.
        int drop = Math.Max(0, (int)BigInteger.Abs(sum).GetBitLength() - 64);
        return Math.ScaleB((double)(sum >> drop), drop - 1074);
    }
}
