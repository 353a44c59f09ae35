using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Generalized forward-backward splitting for <c>min f(x) + Σᵢ gᵢ(x)</c> with n functions gᵢ: copies zᵢ with mean x,
/// <c>zᵢ⁺ = zᵢ + ρ (prox_{nγgᵢ}(2x − zᵢ − γ∇f(x)) − x)</c>.</summary>
/// <remarks>
/// <para>One gradient and n proxes a step, n copies kept. Converges for convex functions, <c>0 &lt; γ &lt; 2/L</c> and
/// <c>0 &lt; ρ &lt; min(3/2, 1/2 + 1/(γL))</c> (Raguet, Fadili and Peyré 2013, theorem 2.1). With one gᵢ it is <see cref="ForwardBackward"/>; without f
/// it is <see cref="DouglasRachford"/> on the product space.</para>
/// <para>The point is x, which in general lies in no single domain exactly. The residual is <c>max(1, 1/γ) (1/n Σᵢ ‖pᵢ − x‖²)^½</c>, pᵢ the proxes: 0 exactly at
/// solutions, and it ranks the points.</para>
/// <para>The gap is primal minus dual value at the subgradients <c>uᵢ = (2x − zᵢ − γ∇f(x) − pᵢ)/(nγ)</c>, one of them moved so that with ∇f(x) they add up to 0: it needs
/// a gᵢ whose conjugate is known, or a f that is known to be strongly convex; else it is null. It is +∞ where x violates a set, and while no conjugate is finite.</para>
/// <para>Sets that do not meet: the copies drift apart for ever. Where all gᵢ are indicators and a support function is known, the run ends as
/// <see cref="Status.Infeasible"/> as soon as the uᵢ, one of them moved so that they add up to 0, prove it by <c>Σᵢ σᵢ(uᵢ) &lt; 0</c>. Else it ends at its limit.</para>
/// </remarks>
public sealed record GeneralizedForwardBackward : ISumMethod
{
    private const string Method = nameof(GeneralizedForwardBackward);

    /// <summary>The step <c>γ</c>, positive; null for <c>1/L</c>, or 1 without f.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>The relaxation <c>ρ</c>, in (0, 2). By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 2).</exception>
    public double Relaxation
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 2, Method);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The functions, one of them, or the start is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T>? smooth, IReadOnlyList<IProximable<T>> proximables, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IProximable<T>[] functions = SplittingGuard.Convex(proximables, Method);
        ArgumentNullException.ThrowIfNull(x0);
        T step = smooth is null ? T.CreateChecked(StepSize ?? 1) : Constants.StepSize(StepSize, smooth, Method);
        return new Iteration<T>(smooth, functions, x0, step, T.CreateChecked(Relaxation));
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ISmoothFunction<T>? _smooth;
        private readonly IProximable<T>[] _functions;
        private readonly T _step;
        private readonly T _relaxation;
        private readonly Tensor<T> _gradient;
        private readonly T[][] _copies;
        private readonly T[][] _proxes;
        private readonly T[] _values;
        private readonly SumCertificate<T> _certificate;
        private T _smoothValue;
        private bool _isEvaluated;

        public Iteration(ISmoothFunction<T>? smooth, IProximable<T>[] functions, Tensor<T> x0, T step, T relaxation)
        {
            (_smooth, _functions, _step, _relaxation) = (smooth, functions, step, relaxation);
            Point = x0.Clone();
            _gradient = Tensor.Zeros<T>(x0.Shape);
            _copies = [.. functions.Select(_ => Point.ToArray())];
            _proxes = [.. functions.Select(_ => new T[x0.Length])];
            _values = new T[functions.Length];
            _certificate = new SumCertificate<T>(functions, smooth, x0.Length);
            Evaluate();
        }

        public Tensor<T> Point { get; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            Evaluate();
            ReadOnlySpan<T> x = Point.AsSpan();
            T objective = _smoothValue, square = T.Zero;
            for (int i = 0; i < _functions.Length; i++)
            {
                objective += _functions[i].Value(x);
                square += Distances.Square(_proxes[i], x);
            }

            T residual = T.Max(T.One, T.One / _step) * T.Sqrt(square / T.CreateChecked(_functions.Length));
            T? gap = _certificate.Begin(objective) ? MeasureDual(objective) : _certificate.Unmeasured;
            return new Measurement<T>(objective, residual) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = _certificate.IsInfeasible };
        }

        public bool Step()
        {
            Evaluate();
            Span<T> x = Point.AsSpan();
            bool moved = false;
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> copy = _copies[i], prox = _proxes[i];
                for (int j = 0; j < copy.Length; j++)
                {
                    T next = copy[j] + (_relaxation * (prox[j] - x[j]));
                    moved |= next != copy[j];
                    copy[j] = next;
                }
            }

            x.Clear();
            foreach (T[] copy in _copies)
                Vectors.AddScaled(x, T.One, copy, x);
            Vectors.Scale(x, T.One / T.CreateChecked(_copies.Length));
            _isEvaluated = false;
            return moved;
        }

        private T? MeasureDual(T objective)
        {
            T inverse = T.One / (_step * T.CreateChecked(_functions.Length));
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> subgradient = _certificate.Subgradient(i);
                Argument(i, subgradient);
                Vectors.Subtract<T>(subgradient, _proxes[i], subgradient);
                Vectors.Scale(subgradient, inverse);
                _certificate.Attain(i, _proxes[i], _values[i]);
            }

            return _smooth is null ? _certificate.Gap(objective) : _certificate.Gap(objective, Point.AsSpan(), _gradient.AsSpan(), _smoothValue);
        }

        /// <summary>What the prox of a function is taken of: <c>2x − zᵢ − γ∇f(x)</c>.</summary>
        private void Argument(int index, Span<T> destination)
        {
            ReadOnlySpan<T> x = Point.AsSpan();
            Vectors.AddScaled(x, -_step, _gradient.AsSpan(), destination);
            Vectors.AddScaled(destination, T.One, x, destination);
            Vectors.AddScaled(destination, -T.One, _copies[index], destination);
        }

        private void Evaluate()
        {
            if (_isEvaluated)
                return;
            if (_smooth is not null)
                _smoothValue = _smooth.ValueAndGradient(Point, _gradient);
            T step = _step * T.CreateChecked(_functions.Length);
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> prox = _proxes[i];
                Argument(i, prox);
                _values[i] = _functions[i].Prox(prox, step, prox);
            }

            _isEvaluated = true;
        }
    }
}
