using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Backtracking: the first step of <c>τ, τρ, τρ², ...</c> with a sufficient decrease,
/// <c>f(x + τ d) ≤ f(x) + c τ ⟨∇f(x), d⟩</c>.</summary>
/// <remarks>Needs no Lipschitz constant. Each search starts from the last step, grown once, so most take one or two values. Where
/// the decrease is too small to be seen in <c>f</c>, the condition is put to the slopes instead,
/// <c>⟨∇f(x + τ d), d⟩ ≤ (2c − 1) ⟨∇f(x), d⟩</c> (Hager and Zhang 2005), so the search stays exact to the end. Armijo 1966; Nocedal and
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
        private readonly T _rounding = T.CreateChecked(1000) * (T.BitIncrement(T.One) - T.One);
        private Tensor<T>? _trial;
        private T _step = T.CreateChecked(rule.InitialStep * rule.Backtrack);

        T IStepSearch<T>.Search(Tensor<T> x, T value, Tensor<T> gradient, Tensor<T> direction, Tensor<T> next)
        {
            _trial ??= Tensor.Uninitialized<T>(x.Shape);
            T slope = Vectors.Dot(gradient, direction);
            T step = _step / _backtrack;
            while (slope < T.Zero && step > T.Zero)
            {
                Vectors.AddScaled(x, step, direction, next);
                if (Vectors.Same(next, x))
                    break;
                if (IsGoodEnough(value, step, slope, direction, next))
                {
                    _step = step;
                    return step;
                }

                step *= _backtrack;
            }

            x.CopyTo(next);
            return T.Zero;
        }

        private bool IsGoodEnough(T value, T step, T slope, Tensor<T> direction, Tensor<T> next)
        {
            T promised = _decrease * step * slope;
            if (-promised > _rounding * T.Abs(value))
                return function.Value(next) <= value + promised;
            // The decrease drowns in the rounding of f, so ask the same of the slopes: on a quadratic the two are equivalent.
            T there = function.ValueAndGradient(next, _trial!);
            return T.IsFinite(there) && Vectors.Dot(_trial!, direction) <= ((_decrease + _decrease) - T.One) * slope;
        }
    }
}
