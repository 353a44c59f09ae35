using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The simplex of Nelder and Mead: n + 1 points that roll downhill by reflection, expansion, contraction and shrinking; values
/// only.</summary>
/// <remarks>
/// <para>With the weights of Gao and Han (Computational Optimization and Applications 51, 2012), <c>1, 1 + 2/n, ¾ − 1/(2n), 1 − 1/n</c>, which keep it going
/// in more than a few coordinates (the classic <c>1, 2, ½, ½</c> for n = 1); still, for n above about 20 a gradient is worth having. No theorem promises
/// convergence, and non-smooth or noisy functions are welcome. Values that are not finite count as +∞.</para>
/// <para>The optimality measure is the size of the simplex, <c>max_i ‖x_i − x_best‖_∞</c>, or the spread of its values where that is larger.
/// A step costs one or two values, a shrinking one n + 1.</para>
/// </remarks>
public sealed record NelderMead : IDerivativeFreeMethod
{
    /// <summary>How far the first simplex reaches along each coordinate, relative to its size and at least to 1. By default 0.05.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialSize
    {
        get;
        init => field = Guard.Positive(value, nameof(NelderMead));
    } = 0.05;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(Func<Tensor<T>, T> function, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(function, x0, T.CreateChecked(InitialSize));
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Func<Tensor<T>, T> _function;
        private readonly Tensor<T>[] _vertices;
        private readonly T[] _values;
        private readonly T _expansion;
        private readonly T _contraction;
        private readonly T _shrinking;
        private readonly Tensor<T> _center;
        private Tensor<T> _trial;
        private Tensor<T> _second;

        public Iteration(Func<Tensor<T>, T> function, Tensor<T> x0, T size)
        {
            _function = function;
            int n = x0.Length;
            (double expansion, double contraction, double shrinking) = n < 2 ? (2, 0.5, 0.5) : (1 + (2.0 / n), 0.75 - (0.5 / n), 1 - (1.0 / n));
            (_expansion, _contraction, _shrinking) = (T.CreateChecked(expansion), T.CreateChecked(contraction), T.CreateChecked(shrinking));
            _center = Tensor.Uninitialized<T>(x0.Shape);
            _trial = Tensor.Uninitialized<T>(x0.Shape);
            _second = Tensor.Uninitialized<T>(x0.Shape);
            _vertices = new Tensor<T>[n + 1];
            _values = new T[n + 1];
            for (int i = 0; i <= n; i++)
            {
                Tensor<T> vertex = x0.Clone();
                if (i > 0)
                    vertex.AsSpan()[i - 1] += size * T.Max(T.One, T.Abs(vertex.AsSpan()[i - 1]));
                _vertices[i] = vertex;
                _values[i] = i > 0 ? Evaluate(vertex) : function(vertex);
            }

            // A start without a value is reported as it is; from any other the simplex sets out in order.
            if (T.IsFinite(_values[0]))
                Sort();
        }

        public Tensor<T> Point => _vertices[0];

        public int MeasureInterval => 1;

        private int N => _values.Length - 1;

        public Measurement<T> Measure()
        {
            T size = T.Zero;
            for (int i = 1; i <= N; i++)
            {
                ReadOnlySpan<T> best = _vertices[0].AsSpan(), other = _vertices[i].AsSpan();
                for (int j = 0; j < best.Length; j++)
                    size = T.Max(size, T.Abs(other[j] - best[j]));
                if (T.IsFinite(_values[i]))
                    size = T.Max(size, _values[i] - _values[0]);
            }

            return new Measurement<T>(_values[0], size);
        }

        public bool Step()
        {
            _center.Fill(T.Zero);
            for (int i = 0; i < N; i++)
                Vectors.AddScaled(_center, T.One / T.CreateChecked(N), _vertices[i], _center);
            T reflected = Try(T.One, ref _trial);
            if (reflected < _values[0])
            {
                T expanded = Try(_expansion, ref _second);
                if (expanded < reflected)
                    Replace(ref _second, expanded);
                else
                    Replace(ref _trial, reflected);
                return true;
            }

            if (N > 1 ? reflected < _values[N - 1] : reflected < _values[N])
            {
                Replace(ref _trial, reflected);
                return true;
            }

            // Outside where the reflection was better than the worst vertex, inside where it was not.
            bool isOutside = reflected < _values[N];
            T contracted = Try(isOutside ? _contraction : -_contraction, ref _second);
            if (isOutside ? contracted <= reflected : contracted < _values[N])
            {
                Replace(ref _second, contracted);
                return true;
            }

            return Shrink();
        }

        /// <summary>The value at <c>c + t (c − x_worst)</c>.</summary>
        private T Try(T t, ref Tensor<T> point)
        {
            Vectors.Extrapolate(_center, _vertices[N], t, point);
            return Evaluate(point);
        }

        private T Evaluate(Tensor<T> x)
        {
            T value = _function(x);
            return T.IsFinite(value) ? value : T.PositiveInfinity;
        }

        /// <summary>Puts a point in the place of the worst vertex, whose buffer is exchanged for its own, and moves it up to where it belongs.</summary>
        private void Replace(ref Tensor<T> point, T value)
        {
            (_vertices[N], point) = (point, _vertices[N]);
            _values[N] = value;
            for (int i = N; i > 0 && _values[i] < _values[i - 1]; i--)
                Swap(i);
        }

        private bool Shrink()
        {
            bool moved = false;
            for (int i = 1; i <= N; i++)
            {
                _vertices[i].CopyTo(_trial);
                Vectors.Extrapolate(_vertices[0], _vertices[i], -_shrinking, _vertices[i]);
                moved |= !Vectors.Same(_trial, _vertices[i]);
                _values[i] = Evaluate(_vertices[i]);
            }

            Sort();
            return moved;
        }

        /// <summary>By insertion: after a step all but a few are in place, and equal values keep their order.</summary>
        private void Sort()
        {
            for (int last = 1; last <= N; last++)
            {
                for (int i = last; i > 0 && _values[i] < _values[i - 1]; i--)
                    Swap(i);
            }
        }

        private void Swap(int i)
        {
            (_values[i], _values[i - 1]) = (_values[i - 1], _values[i]);
            (_vertices[i], _vertices[i - 1]) = (_vertices[i - 1], _vertices[i]);
        }
    }
}
