using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>How <see cref="AdaptiveLasso"/> chooses its weights: <c>1/(|w_j| + ε)^q</c> from the fit before, for a number of rounds.</summary>
public sealed record Reweighting
{
    private const string Operation = nameof(Reweighting);

    /// <summary>The fits made, at least 1, which is the plain Lasso. By default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Rounds { get; init => field = Guard.AtLeastOne(value, Operation, nameof(value)); } = 5;

    /// <summary>The offset ε, positive: of the size of coefficients that are as good as zero. By default 0.01.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double Epsilon { get; init => field = Guard.Positive(value, Operation, nameof(value)); } = 1e-2;

    /// <summary>The power q, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double Power { get; init => field = Guard.Positive(value, Operation, nameof(value)); } = 1;

    /// <summary>The weights after a fit, times those given from the start.</summary>
    internal void Apply<T>(SparseLinearModel<T> model, ReadOnlySpan<T> given, Span<T> weights) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T farthest = T.CreateSaturating(Math.Pow(Epsilon, -Power));
        for (int j = 0; j < weights.Length; j++)
            weights[j] = given[j] * farthest;
        for (int i = 0; i < model.Support.Length; i++)
            weights[model.Support[i]] = given[model.Support[i]] * T.CreateSaturating(Math.Pow(Math.Abs(double.CreateChecked(model.SupportCoefficients[i])) + Epsilon, -Power));
    }
}
