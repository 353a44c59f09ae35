using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The checks that all sparse models share.</summary>
internal static class SparseArguments
{
    public static T[]? SampleWeights<T>(SparseOptions options, int samples, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.SampleWeights is not { } weights)
            return null;
        CheckLength(weights, samples, nameof(options.SampleWeights), "samples", operation);
        double sum = 0;
        for (int i = 0; i < samples; i++)
            sum += Guard.NonNegative(weights[i], operation, nameof(options.SampleWeights));
        if (!(sum > 0))
            throw new ArgumentException($"{operation}: all sample weights are 0.", nameof(options.SampleWeights));
        return Convert<T>(weights);
    }

    /// <summary>The weights of penalties: ones where none are given.</summary>
    public static T[] PenaltyWeights<T>(SparseOptions options, int count, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.FeatureWeights is not { } weights)
        {
            var ones = new T[count];
            Array.Fill(ones, T.One);
            return ones;
        }

        CheckLength(weights, count, nameof(options.FeatureWeights), "features or groups", operation);
        foreach (double weight in weights)
        {
            if (!(weight >= 0))
                throw new ArgumentOutOfRangeException(nameof(options.FeatureWeights), weight, $"{operation}: a weight must be at least 0; infinity excludes the feature.");
        }

        return Convert<T>(weights);
    }

    /// <summary>The bounds of coefficients, or infinities.</summary>
    public static (T[] Lower, T[] Upper) Bounds<T>(SparseOptions options, int features, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lower = Bound<T>(options.LowerBounds, nameof(options.LowerBounds), features, T.NegativeInfinity, operation);
        T[] upper = Bound<T>(options.UpperBounds, nameof(options.UpperBounds), features, T.PositiveInfinity, operation);
        for (int j = 0; j < features; j++)
        {
            if (!(lower[j] <= T.Zero))
                throw new ArgumentOutOfRangeException(nameof(options.LowerBounds), lower[j], $"{operation}: a lower bound must be at most 0.");
            if (!(upper[j] >= T.Zero))
                throw new ArgumentOutOfRangeException(nameof(options.UpperBounds), upper[j], $"{operation}: an upper bound must be at least 0.");
            lower[j] = options.Positive ? T.Zero : lower[j];
        }

        return (lower, upper);
    }

    /// <summary>Refuses a coefficient without a penalty that is bounded on one side: no scaling makes a dual point feasible for it.</summary>
    public static void RefuseHalfLines<T>(T[] weights, T[] lower, T[] upper, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int j = 0; j < weights.Length; j++)
        {
            if (weights[j] == T.Zero && T.IsInfinity(lower[j]) != T.IsInfinity(upper[j]))
                throw new ArgumentException($"{operation}: the coefficient {j} has no penalty, so it needs bounds on both sides or on none.", nameof(SparseOptions.FeatureWeights));
        }
    }

    /// <summary>The offsets, or null where none are given.</summary>
    public static T[]? Offsets<T>(SparseOptions options, int samples, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.Offsets is not { } offsets)
            return null;
        CheckLength(offsets, samples, nameof(options.Offsets), "samples", operation);
        foreach (double offset in offsets)
            Guard.FiniteNumber(offset, operation, nameof(options.Offsets));
        return Convert<T>(offsets);
    }

    /// <summary>Refuses what only models of single coefficients know.</summary>
    public static void RefuseBounds(SparseOptions options, string operation)
    {
        if (options.Positive || options.LowerBounds is not null || options.UpperBounds is not null)
            throw new ArgumentException($"{operation}: the model has no bounds on its coefficients.", nameof(options));
    }

    /// <summary>One finite target a sample.</summary>
    public static void Targets<T>(Design<T> design, Tensor<T> targets, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(design);
        Guard.Shape(targets, new Shape(design.Samples), operation);
        Guard.Finite(targets, operation);
    }

    /// <summary>What a loss asks of its targets.</summary>
    public static void Targets<T>(SparseLoss loss, ReadOnlySpan<T> targets, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T y in targets)
        {
            if (loss == SparseLoss.Logistic && T.Abs(y) != T.One)
                throw new ArgumentOutOfRangeException(nameof(targets), y, $"{operation}: a label must be -1 or 1.");
            if (loss == SparseLoss.Poisson && y < T.Zero)
                throw new ArgumentOutOfRangeException(nameof(targets), y, $"{operation}: a count must be at least 0.");
        }
    }

    private static T[] Bound<T>(IReadOnlyList<double>? bounds, string name, int features, T none, string operation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (bounds is not null)
        {
            CheckLength(bounds, features, name, "features", operation);
            return Convert<T>(bounds);
        }

        var result = new T[features];
        Array.Fill(result, none);
        return result;
    }

    private static void CheckLength(IReadOnlyList<double> list, int length, string name, string what, string operation)
    {
        if (list.Count != length)
            throw new ShapeMismatchException(operation, $"{list.Count} numbers given for {length} {what}.", name);
    }

    private static T[] Convert<T>(IReadOnlyList<double> list) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = new T[list.Count];
        for (int i = 0; i < result.Length; i++)
            result[i] = T.CreateSaturating(list[i]);
        return result;
    }
}
