using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Fixed-point iteration with Anderson's acceleration: the next point is a combination of the last m + 1 images, with the weights that
/// make the same combination of the residuals <c>G(x) − x</c> smallest. Safeguarded.</summary>
/// <remarks>
/// <para><c>x⁺ = G(x_k) − Σ γ_j (ΔG)_j</c> with <c>γ = argmin ‖f_k − Σ γ_j (Δf)_j‖</c>, <c>f = G(x) − x</c>, the small problem damped by
/// <see cref="Regularization"/>. For a linear map it does what GMRES does (Walker and Ni, SIAM J. Numer. Anal. 49, 2011). Unguarded acceleration can
/// diverge, so an accelerated point whose residual grew by more than <see cref="Safeguard"/> is thrown away: the plain step <c>x⁺ = G(x)</c> is taken, and the
/// memory starts afresh. One evaluation a step, one more where the guard steps in.</para>
/// <para>D. G. Anderson, Journal of the ACM 12 (1965). With a memory of 0 this is the plain iteration.</para>
/// </remarks>
public sealed record AndersonAcceleration : IFixedPointMethod
{
    private const string Operation = nameof(AndersonAcceleration);

    /// <summary>How many steps m the combination looks back. From 0; by default 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Memory
    {
        get;
        init => field = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: the value must be at least 0.");
    } = 5;

    /// <summary>The damping of the small least-squares problem, relative to its size. From 0; by default 1e-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not finite.</exception>
    public double Regularization
    {
        get;
        init => field = Guard.NonNegative(value, Operation);
    } = 1e-10;

    /// <summary>How much the residual may grow at an accelerated point. By default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Safeguard
    {
        get;
        init => field = Guard.Positive(value, Operation);
    } = 2;

    /// <inheritdoc/>
    public IIteration<T> Start<T>(IVectorFunction<T> map, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(x0);
        if (map.OutputLength != x0.Length)
            throw new ShapeMismatchException(Operation, $"the map gives {map.OutputLength} numbers, the start {x0.Shape} has {x0.Length}.", nameof(map));
        return new Iteration<T>(map, x0, this);
    }

    private sealed class Iteration<T>(IVectorFunction<T> map, Tensor<T> x0, AndersonAcceleration settings) : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly int _n = x0.Length;
        private readonly int _memory = settings.Memory;
        private readonly T[] _imageChanges = new T[checked(x0.Length * settings.Memory)];
        private readonly T[] _residualChanges = new T[checked(x0.Length * settings.Memory)];
        private readonly double[] _gram = new double[settings.Memory * settings.Memory];
        private readonly double[] _system = new double[settings.Memory * settings.Memory];
        private readonly double[] _weights = new double[settings.Memory];
        private readonly SmallSystem _solver = new(Math.Max(1, settings.Memory));
        private readonly T[] _residual = new T[x0.Length];
        private readonly T[] _lastResidual = new T[x0.Length];
        private Tensor<T> _point = x0.Clone();
        private Tensor<T> _image = Tensor.Uninitialized<T>(x0.Length);
        private Tensor<T> _lastImage = Tensor.Uninitialized<T>(x0.Length);
        private Tensor<T> _next = x0.Clone();
        private T _norm;
        private bool _isEvaluated;
        private int _count;
        private int _slot;

        public Tensor<T> Point => _point;

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            Evaluate();
            return new Measurement<T>(_norm * _norm / (T.One + T.One), _norm) { RanksByResidual = true };
        }

        public bool Step()
        {
            Evaluate();
            bool accelerated = Combine();
            if (!accelerated)
                _image.AsSpan().CopyTo(_next.AsSpan());
            T before = _norm;
            Advance();
            if (accelerated && !(_norm <= T.CreateChecked(settings.Safeguard) * before))
            {
                // The image at the last point, which the accelerated one left behind, is still at hand.
                _count = _slot = 0;
                _lastImage.AsSpan().CopyTo(_point.AsSpan());
                _isEvaluated = false;
                Evaluate();
                return true;
            }

            Remember();
            return !Vectors.Same(_point, _next);
        }

        private void Evaluate()
        {
            if (_isEvaluated)
                return;
            map.Evaluate(_point, _image);
            Vectors.Subtract<T>(_image.AsSpan(), _point.AsSpan(), _residual);
            _norm = Vectors.Norm<T>(_residual);
            _isEvaluated = true;
        }

        /// <summary>Goes to the next point; the last one is left in its buffer, its image and residual beside the new ones.</summary>
        private void Advance()
        {
            (_point, _next) = (_next, _point);
            (_image, _lastImage) = (_lastImage, _image);
            _residual.CopyTo(_lastResidual, 0);
            _isEvaluated = false;
            Evaluate();
        }

        /// <summary>Writes the accelerated point; false where there is nothing to combine.</summary>
        private bool Combine()
        {
            if (_count == 0)
                return false;
            double trace = 0;
            for (int i = 0; i < _count; i++)
                trace += _gram[(i * _memory) + i];
            for (int i = 0; i < _count; i++)
            {
                _weights[i] = double.CreateTruncating(Vectors.Dot<T>(Row(_residualChanges, i), _residual));
                for (int j = 0; j < _count; j++)
                    _system[(i * _count) + j] = _gram[(i * _memory) + j] + (i == j ? settings.Regularization * trace : 0);
            }

            if (!_solver.Factor(_system, _count) || !_solver.Solve(_weights))
                return false;
            Span<T> next = _next.AsSpan();
            _image.AsSpan().CopyTo(next);
            for (int i = 0; i < _count; i++)
                Vectors.AddScaled(next, -T.CreateTruncating(_weights[i]), Row(_imageChanges, i), next);
            return true;
        }

        private void Remember()
        {
            if (_memory == 0)
                return;
            Vectors.Subtract(_image.AsSpan(), _lastImage.AsSpan(), Row(_imageChanges, _slot));
            Vectors.Subtract<T>(_residual, _lastResidual, Row(_residualChanges, _slot));
            _count = Math.Min(_count + 1, _memory);
            for (int i = 0; i < _count; i++)
                _gram[(_slot * _memory) + i] = _gram[(i * _memory) + _slot] = double.CreateTruncating(Vectors.Dot<T>(Row(_residualChanges, _slot), Row(_residualChanges, i)));
            _slot = (_slot + 1) % _memory;
        }

        private Span<T> Row(T[] rows, int i) => rows.AsSpan(i * _n, _n);
    }
}
