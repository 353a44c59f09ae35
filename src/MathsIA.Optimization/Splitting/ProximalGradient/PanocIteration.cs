using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The iteration behind <see cref="Panoc"/>.</summary>
internal sealed class PanocIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostHalvings = 60;
    private static readonly T _two = T.One + T.One;
    private static readonly T _fraction = T.CreateChecked(0.95);
    private readonly ISmoothFunction<T> _smooth;
    private readonly IProximable<T> _proximable;
    private readonly int _maxBacktracks;
    private readonly LimitedMemory<T> _memory;
    private readonly FenchelGap<T> _gap;
    private readonly Tensor<T> _direction;
    private readonly Tensor<T> _gradientAtImage;
    private readonly Tensor<T> _mapped;
    private readonly T[] _difference;
    private EnvelopePoint<T> _present;
    private EnvelopePoint<T> _trial;
    private T _step;
    private T _imageValue;
    private bool _imageIsEvaluated;

    public PanocIteration(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0, double step, int memory, int maxBacktracks)
    {
        (_smooth, _proximable, _maxBacktracks) = (smooth, proximable, maxBacktracks);
        _step = T.CreateChecked(step);
        _memory = new LimitedMemory<T>(memory, x0.Length);
        _gap = new FenchelGap<T>(smooth, proximable, x0.Shape);
        Tensor<T> New() => Tensor.Uninitialized<T>(x0.Shape);
        (_direction, _gradientAtImage, _mapped) = (New(), New(), New());
        _difference = new T[x0.Length];
        _present = new EnvelopePoint<T>(x0);
        _trial = new EnvelopePoint<T>(x0);
        proximable.Value(_present.X.AsSpan());
        _present.Evaluate(smooth);
        _present.Map(proximable, _step);
        ShortenStep();
    }

    public Tensor<T> Point => _present.Image;

    public Tensor<T> Dual => _gap.Dual;

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        EvaluateImage();
        Span<T> p = _present.Image.AsSpan(), mapped = _mapped.AsSpan();
        Vectors.AddScaled(p, -_step, _gradientAtImage.AsSpan(), mapped);
        T mappedValue = _proximable.Prox(mapped, _step, mapped);
        return new Measurement<T>(_imageValue + _present.ImageValue, Distances.Between<T>(p, mapped) / _step)
        {
            Gap = _gap.Measure(p, _gradientAtImage.AsSpan(), _imageValue, _present.ImageValue, mapped, mappedValue, _step),
        };
    }

    public bool Step()
    {
        Span<T> x = _present.X.AsSpan(), p = _present.Image.AsSpan(), d = _direction.AsSpan();
        if (x.SequenceEqual(p))
            return false;
        // d = −H R(x) with R(x) = (x − p)/γ; without memory H is γ times the identity, and x + d = p.
        Vectors.AddScaled(p, -T.One, x, d);
        Vectors.Scale(d, T.One / _step);
        if (!_memory.IsEmpty)
            _memory.Multiply(d);
        T envelope = _present.Envelope(_step);
        T decrease = (T.One - _fraction) * Distances.Square<T>(x, p) / (_two * _two * _step);
        T slack = T.CreateChecked(10) * Vectors.Epsilon<T>() * T.Abs(envelope);
        T t = _memory.IsEmpty ? T.Zero : T.One;
        for (int trial = 1; ; trial++)
        {
            Combine(t);
            _trial.Evaluate(_smooth);
            _trial.Map(_proximable, _step);
            if (t == T.Zero || _trial.Envelope(_step) <= envelope - decrease + slack)
                break;
            t = trial >= _maxBacktracks ? T.Zero : t / _two;
        }

        Remember();
        (_present, _trial) = (_trial, _present);
        _imageIsEvaluated = false;
        ShortenStep();
        return true;
    }

    /// <summary>The trial <c>(1 − t)p + t(x + d)</c>.</summary>
    private void Combine(T t)
    {
        Span<T> trial = _trial.X.AsSpan();
        ReadOnlySpan<T> p = _present.Image.AsSpan();
        if (t == T.Zero)
        {
            p.CopyTo(trial);
            return;
        }

        Vectors.AddScaled(_present.X.AsSpan(), T.One, _direction.AsSpan(), trial);
        if (t == T.One)
            return;
        Vectors.Scale(trial, t);
        Vectors.AddScaled(trial, T.One - t, p, trial);
    }

    /// <summary>Hands the pair of <c>s = x⁺ − x</c> and <c>y = R(x⁺) − R(x)</c> to the memory.</summary>
    private void Remember()
    {
        if (_memory.Capacity == 0)
            return;
        Span<T> y = _difference, s = _memory.NextStep, old = _mapped.AsSpan();
        Vectors.AddScaled(_trial.X.AsSpan(), -T.One, _present.X.AsSpan(), s);
        Vectors.AddScaled(_trial.X.AsSpan(), -T.One, _trial.Image.AsSpan(), y);
        Vectors.AddScaled(_present.X.AsSpan(), -T.One, _present.Image.AsSpan(), old);
        Vectors.AddScaled(y, -T.One, old, y);
        Vectors.Scale(y, T.One / _step);
        y.CopyTo(_memory.NextChange);
        _memory.Push();
    }

    /// <summary>Halves γ until <c>f(p) ≤ f(x) + ⟨∇f(x), p − x⟩ + 0.95‖p − x‖²/(2γ)</c>, up to rounding.</summary>
    private void ShortenStep()
    {
        for (int halving = 0; halving < MostHalvings; halving++)
        {
            EvaluateImage();
            ReadOnlySpan<T> x = _present.X.AsSpan(), p = _present.Image.AsSpan();
            Vectors.AddScaled(p, -T.One, x, _difference);
            T square = Vectors.Dot<T>(_difference, _difference), bend = Vectors.Dot<T>(_gradientAtImage.AsSpan(), _difference) - Vectors.Dot<T>(_present.Gradient.AsSpan(), _difference);
            T model = _fraction * square / (_two * _step);
            bool hides = model <= T.CreateChecked(1000) * Vectors.Epsilon<T>() * T.Abs(_present.Value);
            // Where values drown in rounding, gradients tell the same: see ProximalBacktracking.
            bool fits = hides ? bend <= square / _step * T.CreateChecked(1.001)
                : _imageValue <= _present.Value + Vectors.Dot<T>(_present.Gradient.AsSpan(), _difference) + model * T.CreateChecked(1.001);
            if (fits || square == T.Zero || !T.IsFinite(_present.Value) || !T.IsNormal(_step / _two))
                return;
            _step /= _two;
            _memory.Clear();
            _present.Map(_proximable, _step);
            _imageIsEvaluated = false;
        }
    }

    private void EvaluateImage()
    {
        if (_imageIsEvaluated)
            return;
        _imageValue = _smooth.ValueAndGradient(_present.Image, _gradientAtImage);
        _imageIsEvaluated = true;
    }
}
