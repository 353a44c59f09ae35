using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Backtracking: the first step of <c>τ, τρ, τρ², ...</c> with a sufficient decrease,
/// <c>f(x + τ d) ≤ f(x) + c τ ⟨∇f(x), d⟩</c>.</summary>
/// <remarks>Needs no Lipschitz constant. Along a direction with a scale (Newton's, a quasi-Newton one) the first trial is that scale; else
/// each search starts from the last step, grown once, so most take one or two values. Where the decrease is too small to be seen
/// in <c>f</c>, the condition is put to the slopes instead, <c>⟨∇f(x + τ d), d⟩ ≤ (2c − 1) ⟨∇f(x), d⟩</c> (Hager and Zhang 2005), so
/// the search stays exact to the end. Armijo 1966; Nocedal and Wright, Numerical Optimization (2006), algorithm 3.1.</remarks>
public sealed record ArmijoStep : IStepRule
{
    private const string Operation = nameof(ArmijoStep);

    /// <summary>The first step tried. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialStep
    {
        get;
        init => field = Guard.Positive(value, Operation);
    } = 1;

    /// <summary>The fraction <c>c</c> of the decrease that the slope promises, in (0, 1). By default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 0.3;

    /// <summary>The factor <c>ρ</c> of each backtrack, in (0, 1). By default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Backtrack
    {
        get;
        init => field = Guard.Fraction(value, Operation);
    } = 0.5;

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Search<T>(new LineFunction<T>(function, x0), this);
    }

    private sealed class Search<T>(LineFunction<T> line, ArmijoStep rule) : IStepSearch<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private double _step = rule.InitialStep * rule.Backtrack;

        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            if (!line.Begin(from, direction, to))
                return T.Zero;
            double step = suggested is { } scale ? double.CreateTruncating(scale) : _step / rule.Backtrack, first = step;
            while (true)
            {
                // The first trial is mostly the last one too, so its gradient is computed along with its value.
                double change = step == first ? line.At(step).Change : line.ChangeAt(step);
                if (change <= rule.SufficientDecrease * step * line.Slope && !line.IsAtStart)
                    break;
                if (line.IsAtStart)
                    return double.IsFinite(change) ? T.Zero : line.Accept(step);
                step *= rule.Backtrack;
            }

            if (suggested is null)
                _step = step;
            return line.Accept(step);
        }
    }
}
