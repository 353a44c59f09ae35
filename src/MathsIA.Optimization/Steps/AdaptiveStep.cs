using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Adaptive gradient descent without descent (AdGD): the step follows the curvature met on the way,
/// <c>τ_k = min(√(1 + τ_{k−1}/τ_{k−2}) τ_{k−1}, ‖x_k − x_{k−1}‖ / (2 ‖∇f(x_k) − ∇f(x_{k−1})‖))</c>.</summary>
/// <remarks>Needs no constant, no value and no line search: one gradient a step. For a convex function whose gradient is locally Lipschitz
/// the points converge to a solution, and an average of them is within O(1/k) of the smallest value; the objective need not fall at
/// each step. The first step is short, only to measure. Y. Malitsky and K. Mishchenko, "Adaptive gradient descent without
/// descent", ICML 2020, algorithm 1 and theorem 1. For the steepest direction.</remarks>
public sealed record AdaptiveStep : IStepRule
{
    /// <summary>The first step; null for one that moves by a fraction <c>√ε</c> of the point's size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? InitialStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, nameof(AdaptiveStep), nameof(value)) : null;
    }

    /// <inheritdoc/>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Search<T>(new SecantPair<T>(x0), InitialStep is { } step ? T.CreateChecked(step) : null);
    }

    private sealed class Search<T>(SecantPair<T> pair, T? first) : IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private T _step;
        private T _growth = T.PositiveInfinity;

        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            T last = _step, two = T.One + T.One;
            if (pair.MoveTo(from))
                _step = T.Min(T.Sqrt(T.One + _growth) * last, T.Sqrt(pair.StepSquared / pair.ChangeSquared) / two);
            else if (last == T.Zero)
                _step = first ?? T.Sqrt(Vectors.Epsilon<T>()) * T.Max(T.One, Vectors.Norm(from.Point)) / Vectors.Norm(direction);
            if (last > T.Zero)
                _growth = _step / last;
            to.MoveTo(from.Point, _step, direction);
            return _step;
        }
    }
}
