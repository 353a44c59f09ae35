using MathsIA.RandomNumbers;

namespace MathsIA.LinearAlgebra;

/// <summary>What to fit, and how, in <see cref="PrincipalComponents{T}"/>.</summary>
public sealed record PrincipalComponentsOptions
{
    /// <summary>How many components to keep; all, min(samples, features), when null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Components
    {
        get;
        init
        {
            if (value is { } given)
                ArgumentOutOfRangeException.ThrowIfLessThan(given, 1);
            field = value;
        }
    }

    /// <summary>Keep the fewest components that explain at least this fraction of the variance, and at most
    /// <see cref="Components"/>. Above 0, up to 1. Not for <see cref="PrincipalComponentsMethod.Randomized"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1] or NaN.</exception>
    public double? ExplainedVariance
    {
        get;
        init
        {
            if (value is { } given && !(given > 0 && given <= 1))
                throw new ArgumentOutOfRangeException(nameof(value), given, "ExplainedVariance must lie above 0 and not above 1.");
            field = value;
        }
    }

    /// <summary>Whether the transformed data have unit variance in every component. False by default.</summary>
    public bool Whiten { get; init; }

    /// <summary>How the components are found. <see cref="PrincipalComponentsMethod.Svd"/> by default.</summary>
    public PrincipalComponentsMethod Method { get; init; }

    /// <summary>The source of randomness of <see cref="PrincipalComponentsMethod.Randomized"/>, which needs one.</summary>
    public Philox? Random { get; init; }

    /// <summary>The accuracy of <see cref="PrincipalComponentsMethod.Randomized"/>.</summary>
    public RandomizedSvdOptions Randomized { get; init; } = new();
}
