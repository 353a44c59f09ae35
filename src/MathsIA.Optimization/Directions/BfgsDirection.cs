using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The quasi-Newton direction of Broyden, Fletcher, Goldfarb and Shanno, <c>d = −H ∇f(x)</c>, with an approximation H of the
/// inverse Hessian that is kept whole.</summary>
/// <remarks><para><c>H⁺ = (I − s yᵀ/⟨s, y⟩) H (I − y sᵀ/⟨s, y⟩) + s sᵀ/⟨s, y⟩</c>, from <c>⟨s, y⟩/⟨y, y⟩</c> times the identity at the first step. n² numbers and
/// about 3 n² multiplications a step: for n up to a few thousand; above, <see cref="LbfgsDirection"/>. A step without positive
/// curvature changes nothing. Superlinear convergence with a Wolfe search: Nocedal and Wright 2006, theorem 6.6.</para></remarks>
public sealed record BfgsDirection : IDirectionRule
{
    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The matrix would hold more elements than a tensor can.</exception>
    public IDirection<T> Start<T>(ISmoothFunction<T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Direction<T>(x0.Length);
    }

    private sealed class Direction<T>(int n) : IDirection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _inverse = Tensor.Uninitialized<T>(n, n);
        private readonly T[] _step = new T[n];
        private readonly T[] _change = new T[n];
        private readonly T[] _image = new T[n];
        private bool _isLearned;

        public T? Compute(EvaluatedPoint<T> at, Tensor<T> direction)
        {
            if (!_isLearned)
            {
                Vectors.Negate(at.Gradient, direction);
                return T.One / Vectors.Norm(direction);
            }

            ReadOnlySpan<T> gradient = at.Gradient.AsSpan();
            Span<T> d = direction.AsSpan();
            for (int i = 0; i < n; i++)
                d[i] = -Vectors.Dot(Row(i), gradient);
            return T.One;
        }

        public void Learn(EvaluatedPoint<T> from, Tensor<T> direction, EvaluatedPoint<T> to)
        {
            Vectors.Subtract<T>(to.Point.AsSpan(), from.Point.AsSpan(), _step);
            Vectors.Subtract<T>(to.Gradient.AsSpan(), from.Gradient.AsSpan(), _change);
            T product = Vectors.Dot<T>(_step, _change), square = Vectors.Dot<T>(_change, _change);
            if (!(product > Vectors.Epsilon<T>() * square))
                return;
            if (!_isLearned)
            {
                _inverse.Fill(T.Zero);
                for (int i = 0; i < n; i++)
                    Row(i)[i] = product / square;
                _isLearned = true;
            }

            for (int i = 0; i < n; i++)
                _image[i] = Vectors.Dot<T>(Row(i), _change);
            T inverse = T.One / product, factor = inverse * (T.One + (inverse * Vectors.Dot<T>(_change, _image)));
            // Row i gains s_i (factor s − H y / ⟨s, y⟩) − (H y)_i s / ⟨s, y⟩.
            for (int i = 0; i < n; i++)
            {
                Span<T> row = Row(i);
                Vectors.AddScaled(row, (factor * _step[i]) - (inverse * _image[i]), _step, row);
                Vectors.AddScaled(row, -inverse * _step[i], _image, row);
            }
        }

        public bool Forget()
        {
            bool knew = _isLearned;
            _isLearned = false;
            return knew;
        }

        private Span<T> Row(int i) => _inverse.AsSpan().Slice(i * n, n);
    }
}
