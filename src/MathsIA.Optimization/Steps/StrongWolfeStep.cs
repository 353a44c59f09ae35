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
        return new Search<T>(new LineFunction<T>(function, x0), this);
    }

    private sealed class Search<T>(LineFunction<T> line, StrongWolfeStep rule) : IStepSearch<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>An interval this narrow, relative to its upper end, holds nothing better.</summary>
        private const double Narrow = 1e-10;

        private const double Longest = 1e20;

        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            if (!line.Begin(from, direction, to))
                return T.Zero;
            double step = line.FirstStep(suggested, rule.InitialStep);
            var interval = new MoreThuenteInterval(line.Value, line.Slope, rule.SufficientDecrease, step, Longest);
            for (int retreats = 0, trials = 0; ;)
            {
                (double value, double slope) = line.At(step);
                if (!double.IsFinite(value) || !double.IsFinite(slope))
                {
                    // A function that is finite nowhere along the line is the caller's to hear of: the point is handed over as it is.
                    if (line.IsAtStart || ++retreats > 100)
                        return line.AcceptKept() is var kept && kept != T.Zero ? kept : line.Accept(step);
                    step = interval.RetreatFrom(step);
                    continue;
                }

                if (IsGoodEnough(step, value, slope))
                    return line.Accept(step);
                bool isLast = ++trials >= rule.MaxTrials || interval.IsExhausted(step, Narrow) || (step >= interval.Longest && slope < 0) || line.IsAtStart;
                line.Keep(step, value);
                if (isLast)
                    return line.AcceptKept();
                step = interval.Next(new Trial(step, value, slope));
            }
        }

        private bool IsGoodEnough(double step, double value, double slope)
        {
            if (!(Math.Abs(slope) <= -rule.Curvature * line.Slope))
                return false;
            return value <= line.Value + (rule.SufficientDecrease * step * line.Slope)
                || (value <= line.Value + line.Rounding && slope <= ((2 * rule.SufficientDecrease) - 1) * line.Slope);
        }
    }
}
