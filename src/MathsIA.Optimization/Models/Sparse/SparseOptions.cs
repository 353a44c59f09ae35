namespace MathsIA.Optimization;

/// <summary>How a sparse model is fitted: the model's options, and when to stop. The same for every sparse model.</summary>
public sealed record SparseOptions
{
    private const string Operation = nameof(SparseOptions);

    /// <summary>Converged when the duality gap is at most this times the loss of the model without coefficients; where the penalty
    /// is not convex, when the violation of the optimality conditions is at most this times λ. 0 goes on until
    /// nothing moves. By default 1e-6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Tolerance { get; init => field = Guard.NonNegative(value, Operation, nameof(value)); } = 1e-6;

    /// <summary>The most working sets to solve for one weight. By default 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations { get; init => field = Guard.AtLeastOne(value, Operation, nameof(value)); } = 200;

    /// <summary>The most passes of coordinate descent over working sets for one weight. By default 100 000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxEpochs { get; init => field = Guard.AtLeastOne(value, Operation, nameof(value)); } = 100_000;

    /// <summary>Whether an intercept, which is not penalized, is fitted. On by default.</summary>
    public bool HasIntercept { get; init; } = true;

    /// <summary>Whether columns are scaled to unit variance (without an intercept: to unit mean square) before the penalty sees them.
    /// Coefficients are always those of the columns as given. Off by default.</summary>
    public bool Standardize { get; init; }

    /// <summary>Whether coefficients must be at least 0. Off by default. Models with single coefficients only.</summary>
    public bool Positive { get; init; }

    /// <summary>The weight of each sample in the loss, at least 0, not all 0: [n]; null for equal weights. The loss is the weighted mean.</summary>
    public IReadOnlyList<double>? SampleWeights { get; init; }

    /// <summary>A known part of each sample's linear predictor, which becomes <c>X w + b + o</c>: the logarithm of an exposure for counts, say; finite, [n]; null for
    /// none. Models with one output only. Predictions for other samples take theirs as an argument.</summary>
    public IReadOnlyList<double>? Offsets { get; init; }

    /// <summary>The weight of each coefficient's (or group's) penalty, at least 0; an infinite one keeps it at 0. Null for ones.</summary>
    /// <remarks>With the weight 0 a coefficient is fitted without a penalty, and the gap is certified as for the others: dual points are projected to
    /// be orthogonal to such columns. It may be bounded on both sides, but not on one.</remarks>
    public IReadOnlyList<double>? FeatureWeights { get; init; }

    /// <summary>The least value of each coefficient, at most 0: [p]; null for none. Models with single coefficients only.</summary>
    public IReadOnlyList<double>? LowerBounds { get; init; }

    /// <summary>The largest value of each coefficient, at least 0: [p]; null for none. Models with single coefficients only.</summary>
    public IReadOnlyList<double>? UpperBounds { get; init; }

    /// <summary>The most time to take for one weight, looked at between working sets; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan? TimeLimit
    {
        get;
        init
        {
            if (value is { } limit)
                ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(value));
            field = value;
        }
    }

    /// <summary>The clock behind <see cref="TimeLimit"/>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider Clock { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = TimeProvider.System;

    /// <summary>Told of each certificate (objective, violation and gap as sums over the samples), on the thread that fits; null for silence.</summary>
    public IProgress<TracePoint>? Progress { get; init; }
}
