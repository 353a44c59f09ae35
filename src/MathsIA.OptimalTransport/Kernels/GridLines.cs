using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary><c>log Σ_j exp(h_j − c_j/ε)</c>.</summary>
internal readonly unsafe struct LogSumLine<T>(T* heights, int length, double top, T factor) : IGridLine<LogSumLine<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool CarriesTwo => false;

    public static LogSumLine<T> Open(double* first, double* second, T* room, int length, double epsilon) =>
        new(room, length, Narrow(first, room, length), GibbsRow.Factor<T>(epsilon));

    public void Sum(T* costs, double* first, double* second) => *first = LogSum(costs, out _);

    /// <summary>Heights less the largest, which leaves floats their digits; returns the largest.</summary>
    public static double Narrow(double* heights, T* narrow, int length)
    {
        double top = double.NegativeInfinity;
        for (int j = 0; j < length; j++)
            top = Math.Max(top, heights[j]);
        if (!double.IsFinite(top))
            top = 0;
        for (int j = 0; j < length; j++)
            narrow[j] = T.CreateTruncating((heights[j] - top) * GibbsRow.Log2E);
        return top;
    }

    /// <summary>The logarithm, and the exponentials left behind the heights with their sum.</summary>
    public double LogSum(T* costs, out double sum)
    {
        sum = GibbsRow.Exponentials(costs, heights, factor, heights + length, length, double.NaN, out double shift);
        return sum == 0 ? double.NegativeInfinity : top + shift + Math.Log(sum);
    }
}

/// <summary><c>log Σ_j exp(h_j − c_j/ε)</c>, and the mean of <c>m_j + c_j</c> under the terms of the sum as weights.</summary>
internal readonly unsafe struct MeanLine<T>(LogSumLine<T> line, T* room, int length) : IGridLine<MeanLine<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool CarriesTwo => true;

    public static MeanLine<T> Open(double* first, double* second, T* room, int length, double epsilon)
    {
        for (int j = 0; j < length; j++)
            room[(2 * length) + j] = T.CreateTruncating(second[j]);
        return new(LogSumLine<T>.Open(first, second, room, length, epsilon), room, length);
    }

    public void Sum(T* costs, double* first, double* second)
    {
        *first = line.LogSum(costs, out double sum);
        T* exponentials = room + length, means = exponentials + length;
        *second = sum == 0 ? 0 : (GibbsRow.Dot(exponentials, means, length) + GibbsRow.WeightedCost(costs, exponentials, length)) / sum;
    }
}

/// <summary><c>Σ_j exp(−c_j/ε) x_j</c>.</summary>
internal readonly unsafe struct ProductLine<T>(T* x, int length, double scale, T factor) : IGridLine<ProductLine<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool CarriesTwo => false;

    public static ProductLine<T> Open(double* first, double* second, T* room, int length, double epsilon)
    {
        // Floats take the line with its largest element scaled to 1.
        double largest = 0;
        for (int j = 0; j < length; j++)
            largest = Math.Max(largest, Math.Abs(first[j]));
        double scale = largest > 0 && double.IsFinite(1 / largest) ? 1 / largest : 1;
        for (int j = 0; j < length; j++)
            room[j] = T.CreateTruncating(first[j] * scale);
        return new(room, length, scale, GibbsRow.Factor<T>(epsilon));
    }

    public void Sum(T* costs, double* first, double* second) => *first = GibbsRow.Product(costs, x, factor, length) / scale;
}

/// <summary><c>max_j g_j − c_j</c>.</summary>
internal readonly unsafe struct LeastLine<T>(T* g, int length) : IGridLine<LeastLine<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool CarriesTwo => false;

    public static LeastLine<T> Open(double* first, double* second, T* room, int length, double epsilon)
    {
        for (int j = 0; j < length; j++)
            room[j] = T.CreateTruncating(first[j]);
        return new(room, length);
    }

    public void Sum(T* costs, double* first, double* second) => *first = -double.CreateTruncating(GibbsSweep.Least(costs, g, length));
}

/// <summary><c>Σ_j w_j</c>, and <c>Σ_j q_j + w_j c_j</c>.</summary>
internal readonly unsafe struct CostLine<T>(T* weights, int length, double weight, double carried) : IGridLine<CostLine<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static bool CarriesTwo => true;

    public static CostLine<T> Open(double* first, double* second, T* room, int length, double epsilon)
    {
        double weight = 0, carried = 0;
        for (int j = 0; j < length; j++)
        {
            room[j] = T.CreateTruncating(first[j]);
            weight += first[j];
            carried += second[j];
        }

        return new(room, length, weight, carried);
    }

    public void Sum(T* costs, double* first, double* second)
    {
        *first = weight;
        *second = carried + GibbsRow.WeightedCost(costs, weights, length);
    }
}
