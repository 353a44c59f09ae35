using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The line search of Hager and Zhang: a step that meets the Wolfe conditions, or their approximate form, which asks only the
/// slopes and so stays exact where the decrease is lost in rounding.</summary>
/// <remarks>
/// <para>A step is accepted when <c>φ(τ) ≤ φ(0) + δ τ φ′(0)</c> and <c>φ′(τ) ≥ σ φ′(0)</c>, or when
/// <c>(2δ − 1) φ′(0) ≥ φ′(τ) ≥ σ φ′(0)</c> and <c>φ(τ) ≤ φ(0) + ε |φ(0)|</c>. The bracket shrinks by two secants a round,
/// and by halves where they are slow.</para>
/// <para>W. W. Hager and H. Zhang, "A new conjugate gradient method with guaranteed descent and an efficient line search", SIAM
/// Journal on Optimization 16 (2005); "Algorithm 851", ACM Transactions on Mathematical Software 32 (2006).</para>
/// </remarks>
public sealed record HagerZhangStep : IStepRule
{
    private const string Operation = nameof(HagerZhangStep);

    /// <summary>The fraction <c>δ</c> of the decrease that the slope promises, in (0, ½). By default 0.1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, ½).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = value is > 0 and < 0.5 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: the value must be above 0 and below 1/2.");
    } = 0.1;

    /// <summary>The fraction <c>σ</c> of the slope that may be left, in (0, 1), at least δ. By default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Curvature
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 0.9;

    /// <summary>The error <c>ε</c> of a value, relative to its size, from 0. By default 1e-6.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double ValueError
    {
        get;
        init => field = Guard.NonNegative(value, Operation);
    } = 1e-6;

    /// <summary>The first step of the first search along a direction without a scale; null for one that moves by 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? InitialStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Operation, nameof(value)) : null;
    }

    /// <summary>The most trials of one search. From 1; by default 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxTrials
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 50;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sufficient decrease is above the curvature.</exception>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        if (SufficientDecrease > Curvature)
            throw new ArgumentException($"{Operation}: the sufficient decrease {SufficientDecrease} must be at most the curvature {Curvature}.");
        return new HagerZhangSearch<T>(new LineFunction<T>(function, x0), this);
    }
}
