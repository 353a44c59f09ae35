using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The method of Levenberg and Marquardt for nonlinear least squares: damped Gauss-Newton steps,
/// <c>min ‖r + J h‖² + λ Σ d_j h_j²</c>, with a damping that follows how well the linear model predicts.</summary>
/// <remarks><para>With <c>d_j</c> the largest squared norm of column j so far the method does not depend on the units of the unknowns (Marquardt; Moré
/// 1978); with <c>d_j = 1</c> it is Levenberg's. The damping is Nielsen's: it falls smoothly after good steps and doubles ever faster after
/// bad ones (K. Madsen, H. B. Nielsen and O. Tingleff, Methods for Non-Linear Least Squares Problems, 2004, section 3.2). Steps are computed by
/// orthogonal factorizations of a whole Jacobian, or by conjugate gradients where only its products are known.</para>
/// <para>A step that is turned down costs one evaluation of the residuals and counts as a step of the run.</para></remarks>
public sealed record LevenbergMarquardt : ILeastSquaresMethod
{
    /// <summary>The first damping, relative to the size of the Jacobian. By default 1e-3; larger for a start far from the solution.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double InitialDamping
    {
        get;
        init => field = Guard.Positive(value, nameof(LevenbergMarquardt));
    } = 1e-3;

    /// <summary>Whether each unknown is damped in proportion to its column of the Jacobian. True by default; without a whole Jacobian never.</summary>
    public bool IsScaled { get; init; } = true;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IVectorFunction<T> residuals, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(new NonlinearLeastSquares<T>(residuals, x0), x0, this);
    }

    private sealed class Iteration<T>(NonlinearLeastSquares<T> function, Tensor<T> x0, LevenbergMarquardt settings) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _step = Tensor.Uninitialized<T>(x0.Shape);
        private readonly T[] _scales = new T[x0.Length];
        private readonly T[] _squares = new T[x0.Length];
        private EvaluatedPoint<T> _here = new(function, x0);
        private EvaluatedPoint<T> _there = new(function, x0);
        private T _damping;
        private T _growth = T.One + T.One;

        public Tensor<T> Point => _here.Point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _here.Measure();

        public bool Step()
        {
            T value = _here.Evaluate();
            function.LinearizeAt(_here.Point);
            UpdateScales();
            bool isSolved = function.Model.Solve(_damping, _scales, _step);
            if (isSolved)
                _there.MoveTo(_here.Point, T.One, _step);
            else
                _there.MoveTo(_here.Point);
            T there = _there.Value, predicted = Predicted();
            bool isSame = Vectors.Same(_here.Point, _there.Point), isFinite = T.IsFinite(there);
            if (isSame && isSolved)
            {
                // A function that is finite nowhere near is the caller's to hear of: the point is handed over as it is.
                if (!isFinite)
                    (_here, _there) = (_there, _here);
                return false;
            }

            T noise = T.CreateChecked(10) * Vectors.Epsilon<T>() * value, ratio = (value - there + noise) / (predicted + noise), two = T.One + T.One;
            if (!(isSolved && isFinite && ratio > T.Zero))
            {
                _damping *= _growth;
                _growth *= two;
                return T.IsFinite(_damping);
            }

            T cube = (two * ratio) - T.One;
            _damping *= T.Max(T.One / T.CreateChecked(3), T.One - (cube * cube * cube));
            _growth = two;
            (_here, _there) = (_there, _here);
            return true;
        }

        /// <summary>The decrease that the linear model promises: <c>½ Σ h_j (λ d_j h_j − g_j)</c>.</summary>
        private T Predicted()
        {
            ReadOnlySpan<T> h = _step.AsSpan(), gradient = _here.Gradient.AsSpan();
            T sum = T.Zero;
            for (int j = 0; j < h.Length; j++)
                sum += h[j] * ((_damping * _scales[j] * h[j]) - gradient[j]);
            return sum / (T.One + T.One);
        }

        private void UpdateScales()
        {
            bool isFirst = _damping == T.Zero;
            function.Model.ColumnSquares(_squares);
            T largest = T.Zero;
            for (int j = 0; j < _scales.Length; j++)
            {
                largest = T.Max(largest, _squares[j]);
                _scales[j] = settings.IsScaled ? T.Max(_scales[j], _squares[j]) : T.One;
            }

            if (!isFirst)
                return;
            // A column of zeros says nothing about its unknown: it is damped like the others.
            for (int j = 0; j < _scales.Length; j++)
                _scales[j] = _scales[j] > T.Zero ? _scales[j] : T.Max(largest, Vectors.Epsilon<T>());
            _damping = T.CreateChecked(settings.InitialDamping) * (settings.IsScaled ? T.One : T.Max(largest, Vectors.Epsilon<T>()));
        }
    }
}
