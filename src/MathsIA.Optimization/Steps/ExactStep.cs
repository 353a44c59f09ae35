using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The step that minimizes a quadratic along the direction, <c>τ = −⟨∇f(x), d⟩ / ⟨d, ∂²f(x) d⟩</c>.</summary>
/// <remarks>Exact for quadratics, and for them only: elsewhere it is Newton's step along the line and nothing guards it. One Hessian-vector
/// product a step. With the steepest direction on a quadratic, <c>f − f*</c> shrinks at least by <c>((κ − 1)/(κ + 1))²</c> a step
/// (Kantorovich; Nocedal and Wright 2006, theorem 3.3).</remarks>
public sealed record ExactStep : IStepRule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The function has no Hessian-vector product.</exception>
    public IStepSearch<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Search<T>(Constants.TwiceDifferentiable(function, nameof(ExactStep)), x0.Shape);
    }

    private sealed class Search<T>(ITwiceDifferentiable<T> function, Shape shape) : IStepSearch<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _product = Tensor.Uninitialized<T>(shape);

        T IStepSearch<T>.Search(EvaluatedPoint<T> from, Tensor<T> direction, T? suggested, EvaluatedPoint<T> to)
        {
            T slope = Vectors.Dot(from.Gradient, direction);
            function.HessianVector(from.Point, direction, _product);
            T curvature = Vectors.Dot(direction, _product);
            if (!(slope < T.Zero && curvature > T.Zero))
                return T.Zero;
            T step = -slope / curvature;
            to.MoveTo(from.Point, step, direction);
            return step;
        }
    }
}
