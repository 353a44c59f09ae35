namespace MathsIA.Optimization;

/// <summary>The weights λ of a path.</summary>
/// <remarks>By default 100 weights in geometric progression, from the smallest weight at which all penalized coefficients are zero, down to
/// 1e-4 of it, or 1e-2 where there are more features than samples: glmnet's rule.</remarks>
public sealed record PathGrid
{
    /// <summary>How many weights. By default 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Count { get; init => field = Guard.AtLeastOne(value, nameof(PathGrid), nameof(value)); } = 100;

    /// <summary>The last weight over the first, between 0 and 1; null for the rule.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not between 0 and 1.</exception>
    public double? Ratio
    {
        get;
        init => field = value is null or (> 0 and < 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "PathGrid: the ratio must be between 0 and 1.");
    }

    /// <summary>The weights themselves, positive, in any order; the path goes from the largest to the smallest. Null for the progression.</summary>
    public IReadOnlyList<double>? Lambdas { get; init; }

    internal double[] Weights(double largest, int samples, int features, string operation)
    {
        if (Lambdas is { } given)
        {
            double[] sorted = [.. given];
            foreach (double lambda in sorted)
                Guard.Positive(lambda, operation, "grid");
            Array.Sort(sorted, (left, right) => right.CompareTo(left));
            return sorted;
        }

        double ratio = Ratio ?? (samples < features ? 1e-2 : 1e-4);
        var weights = new double[Count];
        for (int k = 0; k < Count; k++)
            weights[k] = k == 0 ? largest : largest * Math.Pow(ratio, (double)k / (Count - 1));
        return weights;
    }
}
