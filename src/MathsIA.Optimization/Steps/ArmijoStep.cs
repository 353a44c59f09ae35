using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Backtracking: the first step of <c>τ, τρ, τρ², ...</c> with a sufficient decrease,
/// <c>f(x + τ d) ≤ f(x) + c τ ⟨∇f(x), d⟩</c>.</summary>
/// <remarks>Needs no Lipschitz constant. Each search starts from the last step, grown once, so most take one or two values. Where
/// the decrease asked for is below the rounding of <c>f</c>, an increase by that rounding is let through. Armijo 1966; Nocedal and
/// Wright, Numerical Optimization (2006), algorithm 3.1.</remarks>
public sealed record ArmijoStep : IStepRule
{
    /// <summary>The first step tried. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialStep
    {
        get;
        init => field = Guard.Positive(value, nameof(ArmijoStep));
    } = 1;

    /// <summary>The fraction <c>c</c> of the decrease that the slope promises, in (0, 1). By default 0.3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double SufficientDecrease
    {
        get;
        init => field = Fraction(value);
    } = 0.3;

    /// <summary>The factor <c>ρ</c> of each backtrack, in (0, 1). By default 0.5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 1).</exception>
    public double Backtrack
    {
        get;
        init => field = Fraction(value);
    } = 0.5;

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        return new Search<T>(function, this);
    }

    private static double Fraction(double value) => value is > 0 and < 1 ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "ArmijoStep: the value must be above 0 and below 1.");

    private sealed class Search<T>(ISmoothFunction<T> function, ArmijoStep rule) : IStepSearch<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T _decrease = T.CreateChecked(rule.SufficientDecrease);
        private readonly T _backtrack = T.CreateChecked(rule.Backtrack);
        private readonly T _rounding = T.CreateChecked(4) * (T.BitIncrement(T.One) - T.One);
        private T _step = T.CreateChecked(rule.InitialStep * rule.Backtrack);

        T IStepSearch<T>.Search(Tensor<T> x, T value, Tensor<T> gradient, Tensor<T> direction, Tensor<T> next)
        {
            T slope = Vectors.Dot(gradient, direction), slack = _rounding * T.Abs(value);
            if (!(slope < T.Zero))
            {
                x.CopyTo(next);
                return T.Zero;
            }

            T step = _step / _backtrack;
            while (true)
            {
                Vectors.AddScaled(x, step, direction, next);
                // Not "greater than": a value that is NaN or infinite is a reason to step back, too.
                if (function.Value(next) <= value + (_decrease * step * slope) + slack)
                {
                    _step = step;
                    return step;
                }

                step *= _backtrack;
                if (Vectors.Same(next, x) || step == T.Zero)
                {
                    x.CopyTo(next);
                    return T.Zero;
                }
            }
        }
    }
}
