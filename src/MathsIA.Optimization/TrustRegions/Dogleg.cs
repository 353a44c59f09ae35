using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The dogleg: along the steepest direction to its minimizer, from there straight to Newton's point, as far as the ball reaches.</summary>
/// <remarks>Forms and factors the Hessian once a point, for up to a few thousand coordinates. Where it is not positive definite the step is the
/// minimizer along the steepest direction. M. J. D. Powell 1970; Nocedal and Wright 2006, section 4.1.</remarks>
public sealed record Dogleg : ITrustRegionRule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The Hessian would hold more elements than a tensor can.</exception>
    public ITrustRegionStep<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Step<T>(Constants.TwiceDifferentiable(function, nameof(TrustRegion)), x0);
    }

    private sealed class Step<T>(ITwiceDifferentiable<T> function, Tensor<T> x0) : ITrustRegionStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly HessianMatrix<T> _hessian = new(function, x0);
        private readonly Tensor<T> _newton = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _product = Tensor.Uninitialized<T>(x0.Shape);
        private bool _hasNewton;
        private T _curvature;

        public T Solve(EvaluatedPoint<T> at, bool isNew, T radius, Tensor<T> step)
        {
            Tensor<T> gradient = at.Gradient;
            if (isNew)
            {
                function.HessianVector(at.Point, gradient, _product);
                _curvature = Vectors.Dot(gradient, _product);
                _hessian.Evaluate(at.Point);
                Vectors.Negate(gradient, _newton);
                _hasNewton = _hessian.Factor() && _hessian.Solve(_newton);
            }

            if (_hasNewton && Vectors.Norm(_newton) <= radius)
                _newton.CopyTo(step);
            else
                Bend(gradient, radius, step);
            function.HessianVector(at.Point, step, _product);
            return -Vectors.Dot(gradient, step) - (Vectors.Dot(step, _product) / (T.One + T.One));
        }

        private void Bend(Tensor<T> gradient, T radius, Tensor<T> step)
        {
            T norm = Vectors.Norm(gradient), toBorder = radius / norm, length = norm * norm / _curvature;
            bool leaves = !(_curvature > T.Zero) || length >= toBorder;
            Vectors.Negate(gradient, step);
            Vectors.Scale(step.AsSpan(), leaves ? toBorder : length);
            if (leaves || !_hasNewton)
                return;
            Vectors.Subtract(_newton, step, _product);
            Vectors.AddScaled(step, Ball.Exit(step, _product, radius), _product, step);
        }
    }
}
