using System.Numerics;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>Newton's direction, <c>d = −(∂²f(x) + δ I)⁻¹ ∇f(x)</c>, with the smallest shift <c>δ ≥ 0</c> tried that makes the matrix positive
/// definite.</summary>
/// <remarks><para>Forms the Hessian: at once where the function can (<see cref="IHessian{T}"/>), else by n Hessian-vector products; then one
/// Cholesky factorization, n³/3 multiplications. Quadratic convergence near a solution with a definite Hessian. For many
/// coordinates use <see cref="TruncatedNewtonDirection"/>.</para>
/// <para>The shift: Nocedal and Wright 2006, algorithm 3.3.</para></remarks>
public sealed record NewtonDirection : IDirectionRule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The function has no Hessian-vector product.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The Hessian would hold more elements than a tensor can.</exception>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(new HessianMatrix<T>(Constants.TwiceDifferentiable(function, "Newton"), x0));
    }

    private sealed class Direction<T>(HessianMatrix<T> hessian) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            Vectors.Negate(at.Gradient, direction);
            hessian.Evaluate(at.Point);
            // Where no shift helps the Hessian is not finite, and the steepest direction stays.
            return hessian.FactorShifted() && hessian.Solve(direction) ? T.One : null;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            // The Hessian says it all.
        }

        public bool Forget() => false;
    }
}
