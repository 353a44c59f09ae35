using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Accelerated gradients: a step <c>x_k = y_k − τ ∇f(y_k)</c> from the extrapolated point
/// <c>y_{k+1} = x_k + β_k (x_k − x_{k−1}) + γ_k (x_k − y_k)</c>.</summary>
internal sealed class AcceleratedIteration<T, TMomentum>(ISmoothFunction<T> function, Tensor<T> x0, T step, TMomentum momentum) : IIteration<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TMomentum : struct, IMomentum
{
    private readonly EvaluatedPoint<T> _state = new(function, x0);
    private readonly Tensor<T> _extrapolated = x0.Clone();
    private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(x0.Shape);
    private Tensor<T> _next = Tensor.Uninitialized<T>(x0.Shape);
    private TMomentum _momentum = momentum;

    public Tensor<T> Point => _state.Point;

    public int MeasureInterval => 1;

    public Measurement<T> Measure() => _state.Measure();

    public bool Step()
    {
        function.Gradient(_extrapolated, _gradient);
        Vectors.AddScaled(_extrapolated, -step, _gradient, _next);
        bool moved = _state.Exchange(ref _next);
        (double beta, double gamma) = _momentum.Next();
        Vectors.Extrapolate(_state.Point, _next, T.CreateTruncating(beta), _extrapolated);
        // From y_k to x_k is the gradient step.
        if (gamma != 0)
            Vectors.AddScaled(_extrapolated, -T.CreateTruncating(gamma) * step, _gradient, _extrapolated);
        // An iterate may come back to where it was while the extrapolated point still moves.
        return moved || !Vectors.Same(_state.Point, _extrapolated);
    }
}
