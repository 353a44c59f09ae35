using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Nesterov's accelerated gradient: a gradient step <c>x_k = y_k − τ ∇f(y_k)</c> from the extrapolated point
/// <c>y_{k+1} = x_k + β_k (x_k − x_{k−1})</c>.</summary>
/// <remarks>
/// <para>Convex: <c>β_k = (k − 1)/(k + 2)</c> and <c>f(x_k) − f* ≤ 2L ‖x_0 − x*‖² / (k + 1)²</c> for <c>τ = 1/L</c> (Beck and Teboulle
/// 2009, theorem 4.4, for a sequence of which this is a member; Nesterov 1983).
/// Strongly convex: <c>β = (√κ − 1)/(√κ + 1)</c>, the error shrinks at least by <c>1 − 1/√κ</c> a step (Nesterov 2018,
/// theorem 2.2.3).</para>
/// <para>One gradient a step, and another evaluation at each measurement, because the gradient is taken at <c>y</c> and
/// the answer is <c>x</c>: set <see cref="MinimizeOptions.MeasureEvery"/> to measure less often. The objective need not decrease
/// at each step.</para>
/// </remarks>
public sealed record Nesterov : ISmoothMethod
{
    /// <summary>The step <c>τ</c>, positive; null for <c>1/L</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(Nesterov), nameof(value)) : null;
    }

    /// <summary>The momentum sequence. <see cref="NesterovMomentum.Convex"/> by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sequence.</exception>
    public NesterovMomentum Momentum
    {
        get;
        init => field = value is NesterovMomentum.Convex or NesterovMomentum.StronglyConvex ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Nesterov: there is no such momentum.");
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        T step = Constants.StepSize(StepSize, function, nameof(Nesterov));
        T? constant = null;
        if (Momentum == NesterovMomentum.StronglyConvex)
        {
            // One over the step stands for L, so that a shorter step keeps its guarantee.
            T inverseRootKappa = T.Min(T.One, T.Sqrt(Constants.StrongConvexity(function, nameof(Nesterov)) * step));
            constant = (T.One - inverseRootKappa) / (T.One + inverseRootKappa);
        }

        return constant is { } momentum
            ? new AcceleratedIteration<T, ConstantMomentum>(function, x0, step, new ConstantMomentum(double.CreateTruncating(momentum)))
            : new AcceleratedIteration<T, GrowingMomentum>(function, x0, step, default);
    }

    /// <summary><c>β_k = (k − 1)/(k + 2)</c>.</summary>
    private struct GrowingMomentum : IMomentum
    {
        private int _k;

        public (double Momentum, double Overshoot) Next()
        {
            _k++;
            return ((_k - 1) / (_k + 2.0), 0);
        }
    }

    private readonly struct ConstantMomentum(double momentum) : IMomentum
    {
        public (double Momentum, double Overshoot) Next() => (momentum, 0);
    }
}
