using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Conjugate gradients that stop at the border of the ball or at negative curvature: Hessian-vector products only, for any number of
/// coordinates.</summary>
/// <remarks>At least half of the decrease that the best step would bring, for a convex model. Inside the ball it stops at a residual of
/// <c>min(½, √‖∇f‖) ‖∇f‖</c>. T. Steihaug, SIAM J. Numer. Anal. 20 (1983); Nocedal and Wright 2006, algorithm 7.2.</remarks>
public sealed record Steihaug : ITrustRegionRule
{
    /// <inheritdoc/>
    public ITrustRegionStep<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Step<T>(Constants.TwiceDifferentiable(function, nameof(TrustRegion)), x0);
    }

    private sealed class Step<T>(ITwiceDifferentiable<T> function, Tensor<T> x0) : ITrustRegionStep<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _residual = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _conjugate = Tensor.Uninitialized<T>(x0.Shape);
        private readonly Tensor<T> _product = Tensor.Uninitialized<T>(x0.Shape);

        public T Solve(EvaluatedPoint<T> at, bool isNew, T radius, Tensor<T> step)
        {
            Tensor<T> gradient = at.Gradient;
            T norm = Vectors.Norm(gradient), tolerance = T.Min(T.CreateChecked(0.5), T.Sqrt(norm)) * norm, square = norm * norm;
            step.Fill(T.Zero);
            gradient.CopyTo(_residual);
            Vectors.Negate(gradient, _conjugate);
            for (int k = 0; k <= step.Length; k++)
            {
                function.HessianVector(at.Point, _conjugate, _product);
                T curvature = Vectors.Dot(_conjugate, _product), length = square / curvature, exit = Ball.Exit(step, _conjugate, radius);
                bool leaves = !(curvature > T.Zero) || length >= exit;
                length = leaves ? exit : length;
                Vectors.AddScaled(step, length, _conjugate, step);
                Vectors.AddScaled(_residual, length, _product, _residual);
                T next = Vectors.Dot(_residual, _residual);
                if (leaves || T.Sqrt(next) <= tolerance)
                    break;
                Vectors.Scale(_conjugate.AsSpan(), next / square);
                Vectors.AddScaled(_conjugate, -T.One, _residual, _conjugate);
                square = next;
            }

            // With r = ∇f + ∂²f p the model is ½ ⟨p, ∇f + r⟩.
            return -(Vectors.Dot(step, gradient) + Vectors.Dot(step, _residual)) / (T.One + T.One);
        }
    }
}
