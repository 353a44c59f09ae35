namespace MathsIA.Optimization;

/// <summary>When to stop and what to record. The same for every method.</summary>
public sealed record MinimizeOptions
{
    private const string Operation = nameof(MinimizeOptions);

    /// <summary>The most steps to take. From 0; by default 1000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1000;

    /// <summary>Converged when the optimality measure is at most this. By default the square root of the machine epsilon of the
    /// element type: 1.5e-8 for <c>double</c>, 3.5e-4 for <c>float</c>. 0 to go on until nothing moves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, NaN or infinite.</exception>
    public double? Tolerance
    {
        get;
        init => field = value is { } tolerance ? Guard.NonNegative(tolerance, Operation, nameof(value)) : null;
    }

    /// <summary>The duality gap at which the run has converged, for methods that certify one: with it given the gap decides and not
    /// the residual. Null, the default, leaves the decision to the residual; methods without a gap ignore it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double? GapTolerance
    {
        get;
        init => field = value is { } gap ? Guard.NonNegative(gap, Operation, nameof(value)) : null;
    }

    /// <summary>The most time to take, looked at before each step; null for no limit.</summary>
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

    /// <summary>The clock behind <see cref="TimeLimit"/> and the elapsed times.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public TimeProvider Clock
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = TimeProvider.System;

    /// <summary>How many steps lie between two measurements; null for the method's own interval. The first and last points
    /// are always measured.</summary>
    /// <remarks>Convergence, a lost finite value and the best point are seen at measurements only.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MeasureEvery
    {
        get;
        init => field = value is { } every ? Guard.AtLeastOne(every, Operation, nameof(value)) : null;
    }

    /// <summary>Whether each measurement is kept in <see cref="Solution{T}.Trace"/>: 32 bytes each. On by default.</summary>
    public bool RecordTrace { get; init; } = true;

    /// <summary>Told of each measurement, on the thread that runs the loop; null for silence.</summary>
    public IProgress<TracePoint>? Progress { get; init; }
}
