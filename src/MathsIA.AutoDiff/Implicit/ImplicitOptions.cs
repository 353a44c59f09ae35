namespace MathsIA.AutoDiff;

/// <summary>How implicit derivatives are computed. Immutable.</summary>
public sealed record ImplicitOptions
{
    /// <summary>How the linear system is solved.</summary>
    public ImplicitMethod Method { get; init; }

    /// <summary>The relative residual of the linear system to reach by iteration. <c>ε^(2/3)</c> if null: 3.7e-11 for <c>double</c>, 2.4e-5 for
    /// <c>float</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? Tolerance
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance must be positive and finite.");
    }

    /// <summary>The most iterations of the linear solve; ten times the number of unknowns if null, and at least 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? MaxIterations
    {
        get;
        init
        {
            if (value is { } count)
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(MaxIterations));
            field = value;
        }
    }

    /// <summary>The most unknowns for which <see cref="ImplicitMethod.Automatic"/> makes a matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int DenseLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(DenseLimit));
            field = value;
        }
    } = 200;

    /// <summary>The largest norm of the equation's residual that the caller's solver may leave: more throws. Not looked at if null. The error of
    /// the derivative goes with it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double? ResidualTolerance
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ResidualTolerance), value, "The tolerance must be positive.");
    }

    /// <summary>Told of every linear solve, on the thread that differentiates.</summary>
    public IProgress<ImplicitReport>? Solves { get; init; }
}
