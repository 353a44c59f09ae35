using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Gradient descent, <c>x⁺ = x − τ ∇f(x)</c>, with any rule for the step <c>τ</c>.</summary>
/// <remarks>
/// <para>One gradient a step. For a convex function with an L-Lipschitz gradient and <c>τ = 1/L</c>,
/// <c>f(x_k) − f* ≤ L ‖x_0 − x*‖² / (2k)</c>; μ-strongly convex and <c>τ = 2/(L + μ)</c>, the distance to the solution shrinks by
/// <c>(κ − 1)/(κ + 1)</c> a step, <c>κ = L/μ</c>. Nesterov, Lectures on Convex Optimization (2018), theorems 2.1.14 and
/// 2.1.15.</para>
/// <para>Rules: <see cref="FixedStep"/> (1/L when not given), <see cref="OptimalStep"/>, <see cref="ArmijoStep"/>.</para>
/// </remarks>
public sealed record GradientDescent : ISmoothMethod
{
    /// <summary>How far to go. By default the fixed step <c>1/L</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepRule Step
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new FixedStep();

    /// <inheritdoc/>
    public IIteration<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, x0, Step.Start(function));
    }

    private sealed class Iteration<T>(ISmoothFunction<T> function, Tensor<T> x0, IStepSearch<T> search) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly FirstOrderState<T> _state = new(function, x0);
        private readonly Tensor<T> _direction = Tensor.Uninitialized<T>(x0.Shape);
        private Tensor<T> _next = Tensor.Uninitialized<T>(x0.Shape);

        public Tensor<T> Point => _state.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _state.Measure();

        public bool Step()
        {
            T value = _state.Evaluate();
            Vectors.Negate(_state.Gradient, _direction);
            search.Search(_state.Point, value, _state.Gradient, _direction, _next);
            return _state.MoveTo(ref _next);
        }
    }
}
