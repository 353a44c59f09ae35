using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Broyden's method for equations: Newton's with an inverse Jacobian that is updated and not recomputed,
/// <c>H⁺ = H + (s − H y) sᵀH / ⟨s, H y⟩</c>.</summary>
/// <remarks>One evaluation a step, n² numbers and about 4 n² multiplications. H starts from the Jacobian at the start (differences where the equations
/// have none), and is computed afresh where a step does not keep <c>‖F‖</c> from growing. Superlinear convergence near a regular solution (Broyden, Dennis
/// and Moré 1973).</remarks>
public sealed record Broyden : IRootMethod
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
        /// <summary>With an old H a step may reduce <c>‖F‖</c> by this little before H is thought stale; halvings that are tried first.</summary>
        private const double Slowest = 0.9999;

        private const int Halvings = 5;

        private readonly int _n = x0.Length;
        private readonly JacobianMatrix<T> _jacobian = new(DifferenceJacobian<T>.Of(function), x0.Length);
        private readonly Tensor<T> _inverse = Tensor.Uninitialized<T>(x0.Length, x0.Length);
        private readonly Tensor<T> _column = Tensor.Uninitialized<T>(x0.Length);
        private readonly T[] _direction = new T[x0.Length];
        private readonly T[] _change = new T[x0.Length];
        private readonly T[] _left = new T[x0.Length];
        private EquationPoint<T> _here = new(function, x0, nameof(Broyden));
        private EquationPoint<T> _there = new(function, x0, nameof(Broyden));
        private bool _hasInverse;

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _here.Measure();

        public bool Step()
        {
            _here.Evaluate();
            bool isFresh = !_hasInverse;
            if (isFresh && !Invert())
                return false;
            bool found = Search(isFresh ? int.MaxValue : Halvings);
            if (!found && !isFresh)
                found = Invert() && Search(int.MaxValue);
            if (!found)
                return false;
            bool moved = !Vectors.Same(_here.Point, _there.Point);
            Update();
            (_here, _there) = (_there, _here);
            return moved;
        }

        /// <summary>H from the Jacobian at the present point, column by column.</summary>
        private bool Invert()
        {
            if (!_jacobian.Factor(_here.Point))
                return false;
            for (int j = 0; j < _n; j++)
            {
                _column.Fill(T.Zero);
                _column.AsSpan()[j] = T.One;
                if (!_jacobian.Solve(_column))
                    return false;
                for (int i = 0; i < _n; i++)
                    _inverse.AsSpan()[(i * _n) + j] = _column.AsSpan()[i];
            }

            return _hasInverse = true;
        }

        private bool Search(int halvings)
        {
            for (int i = 0; i < _n; i++)
                _direction[i] = -Vectors.Dot<T>(Row(i), _here.Value.AsSpan());
            T norm = _here.Norm, step = T.One;
            for (int k = 0; k < halvings; k++, step /= T.One + T.One)
            {
                T there = _there.MoveTo(_here.Point.AsSpan(), step, _direction);
                bool isSame = Vectors.Same(_here.Point, _there.Point);
                if (there <= T.CreateChecked(Slowest) * norm || (halvings == int.MaxValue && there < norm) || (isSame && !T.IsFinite(there)))
                    return true;
                if (isSame)
                    return false;
            }

            return false;
        }

        private void Update()
        {
            Vectors.Subtract<T>(_there.Value.AsSpan(), _here.Value.AsSpan(), _change);
            // The step as it was taken, the image H y, and the row sᵀH.
            Vectors.Subtract<T>(_there.Point.AsSpan(), _here.Point.AsSpan(), _direction);
            Span<T> image = _column.AsSpan();
            _left.AsSpan().Clear();
            for (int i = 0; i < _n; i++)
            {
                image[i] = Vectors.Dot<T>(Row(i), _change);
                Vectors.AddScaled<T>(_left, _direction[i], Row(i), _left);
            }

            T denominator = Vectors.Dot<T>(_direction, image);
            if (!(T.Abs(denominator) > Vectors.Epsilon<T>() * Vectors.Dot<T>(_direction, _direction)))
            {
                _hasInverse = false;
                return;
            }

            for (int i = 0; i < _n; i++)
                Vectors.AddScaled<T>(Row(i), (_direction[i] - image[i]) / denominator, _left, Row(i));
        }

        private Span<T> Row(int i) => _inverse.AsSpan().Slice(i * _n, _n);
    }
}
