using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The optimized gradient method (OGM): Nesterov's extrapolation with one more term, and half its error.</summary>
/// <remarks>
/// <para><c>x_{k+1} = y_k − τ ∇f(y_k)</c>, <c>y_{k+1} = x_{k+1} + (θ_k − 1)/θ_{k+1} (x_{k+1} − x_k) + θ_k/θ_{k+1} (x_{k+1} − y_k)</c> with <c>θ_0 = 1</c> and
/// <c>θ_{k+1} = (1 + √(1 + 4 θ_k²))/2</c>. For a convex function with an L-Lipschitz gradient and <c>τ = 1/L</c>,
/// <c>f(x_k) − f* ≤ L ‖x_0 − x*‖² / (4 θ_{k−1}²) ≤ L ‖x_0 − x*‖² / (k + 1)²</c>, whatever the number of steps: D. Kim and J. A. Fessler, "Optimized
/// first-order methods for smooth convex minimization", Mathematical Programming 159 (2016), and "On the convergence analysis of the optimized gradient method", JOTA 172 (2017), theorem 3.1. No
/// method of first order has a better leading constant (Drori 2017).</para>
/// <para>One gradient a step, and another evaluation at each measurement, as for <see cref="Nesterov"/>. The step must not be longer than
/// 1/L. The objective need not decrease at each step.</para>
/// </remarks>
public sealed record OptimizedGradient : ISmoothMethod
{
    /// <summary>The step <c>τ</c>, positive; null for <c>1/L</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(OptimizedGradient), nameof(value)) : null;
    }

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        T step = Constants.StepSize(StepSize, function, nameof(OptimizedGradient));
        return new AcceleratedIteration<T, OptimizedMomentum>(function, x0, step, new OptimizedMomentum(1));
    }

    private struct OptimizedMomentum(double theta) : IMomentum
    {
        private double _theta = theta;

        public (double Momentum, double Overshoot) Next()
        {
            double before = _theta;
            _theta = (1 + Math.Sqrt(1 + (4 * before * before))) / 2;
            return ((before - 1) / _theta, before / _theta);
        }
    }
}
