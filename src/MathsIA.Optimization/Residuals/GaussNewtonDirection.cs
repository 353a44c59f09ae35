using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The Gauss-Newton direction: the least-squares solution <c>h</c> of <c>J h = −r</c>.</summary>
/// <remarks>For <see cref="NonlinearLeastSquares{T}"/> only. Newton's direction without the curvature of the residuals: fast where these are small or nearly
/// linear. Nocedal and Wright 2006, section 10.3.</remarks>
public sealed record GaussNewtonDirection : IDirectionRule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The function is not a <see cref="NonlinearLeastSquares{T}"/>.</exception>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(function as NonlinearLeastSquares<T>
            ?? throw new ArgumentException("GaussNewton: the function is not a NonlinearLeastSquares, whose residuals this direction is made of.", nameof(function)), x0.Length);
    }

    private sealed class Direction<T>(NonlinearLeastSquares<T> function, int n) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        /// <summary>Below this damping, relative to 1, nothing changes but that fewer residuals than unknowns have one solution.</summary>
        private readonly T _damping = function.Model is DenseGaussNewton<T> ? Vectors.Epsilon<T>() : T.Zero;

        private readonly T[] _scales = new T[n];

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            _ = at.Gradient;
            function.LinearizeAt(at.Point);
            function.Model.ColumnSquares(_scales);
            // Fewer residuals than unknowns are solved with a trace of damping; else the factors are used as they are.
            T damping = function.IsUnderdetermined ? _damping : T.Zero;
            if (function.Model.Solve(damping, _scales, direction) && Vectors.Dot(direction, at.Gradient) < T.Zero)
                return T.One;
            Vectors.Negate(at.Gradient, direction);
            return null;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            // The Jacobian says it all.
        }

        public bool Forget() => false;
    }
}
