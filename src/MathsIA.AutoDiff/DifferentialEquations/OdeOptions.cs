namespace MathsIA.AutoDiff;

/// <summary>How a differential equation is solved. Immutable.</summary>
public sealed record OdeOptions
{
    /// <summary>The method; <see cref="ButcherTableau.DormandPrince"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ButcherTableau Method
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(Method));
    } = ButcherTableau.DormandPrince;

    /// <summary>For a method with fixed steps, the longest step, in time: every interval between two times is cut into equal steps no
    /// longer than this; it must be given. For an adaptive method the first step to try; chosen from the slope if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = PositiveOrNull(value, nameof(StepSize));
    }

    /// <summary>The relative error to accept of a step. 1e-7 for <c>double</c> and 1e-4 for <c>float</c> if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? RelativeTolerance
    {
        get;
        init => field = PositiveOrNull(value, nameof(RelativeTolerance));
    }

    /// <summary>The absolute error to accept of a step: what counts where the state is near zero. 1e-9 for <c>double</c> and 1e-6 for
    /// <c>float</c> if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? AbsoluteTolerance
    {
        get;
        init => field = PositiveOrNull(value, nameof(AbsoluteTolerance));
    }

    /// <summary>The longest step of an adaptive method, in time; no limit by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double MaxStepSize
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(MaxStepSize), value, "The longest step must be positive.");
    } = double.PositiveInfinity;

    /// <summary>The most steps, refused ones included; the solve then ends as <see cref="Status.IterationLimit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxSteps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxSteps));
            field = value;
        }
    } = 100_000;

    /// <summary>How derivatives pass through the solve.</summary>
    public OdeGradient Gradient { get; init; }

    /// <summary>For <see cref="OdeGradient.DiscreteAdjoint"/>: the most states kept between two times; about half the binary logarithm of the
    /// steps if null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Snapshots
    {
        get;
        init
        {
            if (value is { } count)
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(Snapshots));
            field = value;
        }
    }

    /// <summary>For <see cref="OdeGradient.ContinuousAdjoint"/>: how the adjoint equation is solved, tolerances included; as the equation itself
    /// if null.</summary>
    public OdeOptions? Adjoint { get; init; }

    /// <summary>Whether to keep what <see cref="OdeSolution{T}.At"/> needs: the stages of every step. For <see cref="OdeGradient.Direct"/>.</summary>
    public bool DenseOutput { get; init; }

    /// <summary>Told after every accepted step, on the solver's thread.</summary>
    public IProgress<OdeProgress>? Progress { get; init; }

    private static double? PositiveOrNull(double? value, string name) => value is null or (> 0 and < double.PositiveInfinity)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite.");
}
