using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>What standardizes a row of numbers of any magnitude: the map <c>x̂ = (x − mean) / root</c> and the moments it comes from.</summary>
internal readonly struct RowStandard<T> where T : unmanaged, INumber<T>
{
    private RowStandard(Standardize<T> map, double slope, double mean, double variance)
    {
        Map = map;
        Slope = slope;
        Mean = mean;
        Variance = variance;
    }

    /// <summary>From an element to its standardized value.</summary>
    public Standardize<T> Map { get; }

    /// <summary><c>1 / √(variance + epsilon)</c>: how fast a standardized value grows with its own element, moments held.</summary>
    public double Slope { get; }

    /// <summary>The mean; 0 where it is not taken off.</summary>
    public double Mean { get; }

    /// <summary>The population variance, or the mean square where the mean is not taken off; infinite where out of range.</summary>
    public double Variance { get; }

    /// <summary>The map of one row.</summary>
    /// <param name="row">The row, contiguous.</param>
    /// <param name="centered">Whether the mean is taken off.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowStandard<T> Of(RowView<T> row, bool centered, double epsilon)
    {
        (T center, double off) = centered ? RowSums.Center(row, ComputeContext.SingleThread) : (T.Zero, 0);
        ScaledSum squares = RowSums.Squares(row, center, ComputeContext.SingleThread);

        // What rounding the mean moved is taken off the variance now, and off the elements at the end.
        double deviation = squares.RootOver(row.Length);
        if (squares.Exponent == 0)
            deviation = Math.Sqrt(Math.Max(0, squares.Over(row.Length) - (off * off)));
        double root = deviation > 1e100 || epsilon == 0 ? deviation : Math.Sqrt((deviation * deviation) + epsilon);

        // Huge rows are halved a few times before the mean is taken off, so that the difference stays in range.
        double before = squares.Exponent > 0 ? 0.125 : 1;
        double inverse = 1 / (root * before), middle = Widening.ToDouble(center);
        var map = new Standardize<T>(Widening.FromDouble<T>(before), Widening.FromDouble<T>(middle * before), Widening.FromDouble<T>(inverse), Widening.FromDouble<T>(-off * before * inverse));
        return new RowStandard<T>(map, 1 / root, middle + off, deviation * deviation);
    }
}
