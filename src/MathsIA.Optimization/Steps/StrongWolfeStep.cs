using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>A step that meets the strong Wolfe conditions, <c>f(x + τ d) ≤ f(x) + c₁ τ ⟨∇f(x), d⟩</c> and
/// <c>|⟨∇f(x + τ d), d⟩| ≤ c₂ |⟨∇f(x), d⟩|</c>, found by the search of Moré and Thuente.</summary>
/// <remarks>
/// <para>One value and one gradient a trial, mostly one trial a step. The curvature condition makes <c>⟨s, y⟩ &gt; 0</c>, which
/// quasi-Newton directions live on; <c>c₂ = 0.9</c> suits them, 0.1 suits conjugate gradients. Where the decrease drowns in the
/// rounding of <c>f</c>, the slopes decide alone (Hager and Zhang 2005). A trial where the function is not finite shortens the
/// search. When no trial meets the conditions, the best one that decreased the function is taken.</para>
/// <para>J. J. Moré and D. J. Thuente, ACM Transactions on Mathematical Software 20 (1994).</para>
/// </remarks>
public sealed record StrongWolfeStep : IStepRule
{
    private const string Operation = nameof(StrongWolfeStep);

    /// <summary>The fraction <c>c₁</c> of the decrease that the slope promises, in (0, 1), below <see cref="Curvature"/>. By default 1e-3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 1e-3;

    /// <summary>The fraction <c>c₂</c> of the slope that may be left, in (0, 1). By default 0.9.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Curvature
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 0.9;

    /// <summary>The first step of the first search along a direction without a scale; null for one that moves by 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? InitialStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Operation, nameof(value)) : null;
    }

    /// <summary>The most trials of one search. From 1; by default 40.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxTrials
    {
        get;
        init => field = Guard.AtLeastOne(value, Operation);
    } = 40;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The sufficient decrease is not below the curvature.</exception>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        if (SufficientDecrease >= Curvature)
            throw new ArgumentException($"{Operation}: the sufficient decrease {SufficientDecrease} must be below the curvature {Curvature}.");
        return new StrongWolfeSearch<T>(new LineFunction<T>(function, x0), this);
    }
}
