using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Newton's method for equations, <c>x⁺ = x − τ J(x)⁻¹ F(x)</c>, with backtracking on <c>‖F‖</c>.</summary>
/// <remarks>One Jacobian (differences where the equations have none) and one LU factorization a step. Quadratic convergence near a regular
/// solution. Where the Jacobian is singular or no step reduces <c>‖F‖</c>, the run stalls at its best point: a local minimum of <c>‖F‖</c> may be no
/// root. Nocedal and Wright 2006, section 11.1.</remarks>
public sealed record NewtonRoot : IRootMethod
{
    /// <inheritdoc/>
    public IIteration<T> Start<T>(IVectorFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, x0);
    }

    private sealed class Iteration<T>(IVectorFunction<T> function, Tensor<T> x0) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const double Decrease = 1e-4;

        private readonly JacobianMatrix<T> _jacobian = new(DifferenceJacobian<T>.Of(function), x0.Length);
        private readonly Tensor<T> _direction = Tensor.Uninitialized<T>(x0.Length);
        private EquationPoint<T> _here = new(function, x0, nameof(NewtonRoot));
        private EquationPoint<T> _there = new(function, x0, nameof(NewtonRoot));

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _here.Measure();

        public bool Step()
        {
            T norm = _here.Evaluate();
            Vectors.Negate(_here.Value, _direction);
            if (!_jacobian.Factor(_here.Point) || !_jacobian.Solve(_direction))
                return false;
            for (T step = T.One; ; step /= T.One + T.One)
            {
                T there = _there.MoveTo(_here.Point.AsSpan(), step, _direction.AsSpan());
                bool isSame = Vectors.Same(_here.Point, _there.Point), isFinite = T.IsFinite(there);
                if (there <= (T.One - (T.CreateChecked(Decrease) * step)) * norm || (isSame && !isFinite))
                {
                    (_here, _there) = (_there, _here);
                    return !isSame;
                }

                if (isSame)
                    return false;
            }
        }
    }
}
