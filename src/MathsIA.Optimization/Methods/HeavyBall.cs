using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Polyak's heavy ball, <c>x⁺ = x − τ ∇f(x) + β (x − x_previous)</c>.</summary>
/// <remarks>
/// <para>One gradient a step. For a quadratic with eigenvalues in [μ, L] the defaults are Polyak's,
/// <c>τ = 4/(√L + √μ)²</c> and <c>β = ((√κ − 1)/(√κ + 1))²</c>, with the rate <c>(√κ − 1)/(√κ + 1)</c> (Polyak 1964). They may
/// cycle on functions that are not quadratic (Lessard, Recht, Packard 2016).</para>
/// <para>Without a known μ &gt; 0 the defaults are <c>β = 0.9</c> and <c>τ = (1 − β)/L</c>, which converge for every convex
/// function (Ghadimi, Feyzmahdavian, Johansson 2015, theorem 1). The objective need not decrease at each step.</para>
/// </remarks>
public sealed record HeavyBall : ISmoothMethod
{
    /// <summary>The step <c>τ</c>, positive; null for the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(HeavyBall), nameof(value)) : null;
    }

    /// <summary>The momentum <c>β</c>, from 0 to below 1; null for the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside [0, 1).</exception>
    public double? Momentum
    {
        get;
        init => field = value is { } momentum ? Guard.InUnitInterval(momentum, nameof(HeavyBall), nameof(value)) : null;
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        (T step, T momentum) = Parameters(function);
        return new Iteration<T>(function, x0, step, momentum);
    }

    private (T Step, T Momentum) Parameters<T>(ISmoothFunction<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T? momentum = Momentum is { } b ? T.CreateChecked(b) : null;
        T? step = StepSize is { } t ? T.CreateChecked(t) : null;
        if (step is { } givenStep && momentum is { } givenMomentum)
            return (givenStep, givenMomentum);
        bool quadratic = momentum is null && step is null && function.StrongConvexity is { } known && known > T.Zero;
        if (!quadratic)
        {
            T beta = momentum ?? T.CreateChecked(0.9);
            return (step ?? (T.One - beta) / Constants.Lipschitz(function, nameof(HeavyBall)), beta);
        }

        T rootL = T.Sqrt(Constants.Lipschitz(function, nameof(HeavyBall))), rootMu = T.Sqrt(Constants.StrongConvexity(function, nameof(HeavyBall)));
        T rate = (rootL - rootMu) / (rootL + rootMu), two = T.One + T.One;
        return (two / (rootL + rootMu) * (two / (rootL + rootMu)), rate * rate);
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Tensor<T> x0, T step, T momentum) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly EvaluatedPoint<T> _state = new(function, x0);
        private Tensor<T> _previous = x0.Clone();

        public Tensor<T> Point => _state.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _state.Measure();

        public bool Step()
        {
            _state.Evaluate();
            // The previous point's buffer becomes the next point.
            Vectors.Extrapolate(_state.Point, _previous, momentum, _previous);
            Vectors.AddScaled(_previous, -step, _state.Gradient, _previous);
            return _state.Exchange(ref _previous);
        }
    }
}
