using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The averaged iteration behind <see cref="DouglasRachford"/> and <see cref="DavisYin"/>.</summary>
internal sealed class ReflectionIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T>? _smooth;
    private readonly IProximable<T> _first;
    private readonly IProximable<T> _second;
    private readonly T _step;
    private readonly T _relaxation;
    private readonly Tensor<T> _governing;
    private readonly Tensor<T> _x;
    private readonly Tensor<T> _y;
    private readonly Tensor<T>? _gradient;
    private readonly T[] _reflected;
    private readonly Separation<T>? _separation;
    private readonly SumCertificate<T>? _certificate;
    private T _smoothValue;
    private T _firstValue;
    private T _secondValue;
    private bool _isEvaluated;

    public ReflectionIteration(ISmoothFunction<T>? smooth, IProximable<T> first, IProximable<T> second, Tensor<T> x0, T step, T relaxation)
    {
        (_smooth, _first, _second, _step, _relaxation) = (smooth, first, second, step, relaxation);
        _governing = x0.Clone();
        _x = Tensor.Uninitialized<T>(x0.Shape);
        _y = Tensor.Uninitialized<T>(x0.Shape);
        _gradient = smooth is null ? null : Tensor.Uninitialized<T>(x0.Shape);
        _reflected = new T[x0.Length];
        _separation = smooth is null ? Separation<T>.Of([first, second], x0.Length) : null;
        _certificate = smooth is null ? null : new SumCertificate<T>([first, second], smooth, x0.Length);
        Dual = Tensor.Uninitialized<T>(x0.Shape);
        Point = _x;
        Evaluate();
    }

    public Tensor<T> Point { get; private set; }

    public Tensor<T> Dual { get; }

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        Evaluate();
        Span<T> x = _x.AsSpan(), y = _y.AsSpan();
        T objectiveAtX = _smoothValue + _firstValue + _second.Value(x), objective = objectiveAtX;
        Point = _x;
        if (T.IsPositiveInfinity(objectiveAtX))
        {
            T objectiveAtY = (_smooth?.Value(_y) ?? T.Zero) + _first.Value(y) + _secondValue;
            if (T.IsFinite(objectiveAtY))
                (Point, objective) = (_y, objectiveAtY);
        }

        T distance = Distances.Between<T>(x, y);
        T? gap = _smooth is null ? MeasureDual(objective) : MeasureSum(objective);
        bool isInfeasible = _separation is { IsProven: true } || _certificate is { IsInfeasible: true };
        if (isInfeasible)
            (_separation is null ? _certificate!.FirstNormal : _separation.FirstNormal).CopyTo(Dual.AsSpan());
        return new Measurement<T>(objective, T.Max(T.One, T.One / _step) * distance) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = isInfeasible };
    }

    public bool Step()
    {
        Evaluate();
        // s + ρ(y − x).
        bool moved = false;
        Span<T> s = _governing.AsSpan();
        ReadOnlySpan<T> x = _x.AsSpan(), y = _y.AsSpan();
        for (int i = 0; i < s.Length; i++)
        {
            T next = s[i] + (_relaxation * (y[i] - x[i]));
            moved |= next != s[i];
            s[i] = next;
        }

        _isEvaluated = false;
        return moved;
    }

    private void Evaluate()
    {
        if (_isEvaluated)
            return;
        Span<T> x = _x.AsSpan(), y = _y.AsSpan();
        _firstValue = _first.Prox(_governing.AsSpan(), _step, x);
        // 2x − s, less γ∇f(x).
        Vectors.Extrapolate(_x, _governing, T.One, _y);
        if (_smooth is not null)
        {
            _smoothValue = _smooth.ValueAndGradient(_x, _gradient!);
            Vectors.AddScaled(_y, -_step, _gradient!, _y);
        }

        // The reflected point, less y, over γ, is the second subgradient.
        y.CopyTo(_reflected);
        _secondValue = _second.Prox(y, _step, y);
        _isEvaluated = true;
        if (_separation?.Begin() == true)
        {
            _separation.Add(y, x);
            _separation.Add(x, y);
        }
    }

    /// <summary>Takes u₁ as dual point or, where its opposite is not in the domain of g₂*, −u₂.</summary>
    private T? MeasureDual(T objective)
    {
        Span<T> dual = Dual.AsSpan();
        Difference(_governing.AsSpan(), _x.AsSpan(), dual);
        T? gap = null;
        if (ConjugateOf.Function(_second) is { } second)
        {
            // A subgradient attains its conjugate: g₁*(u₁) = ⟨u₁, x⟩ − g₁(x).
            T attained = Vectors.Dot<T>(dual, _x.AsSpan()) - _firstValue;
            Vectors.Scale(dual, -T.One);
            gap = Gap(objective, attained + second.ConjugateValue(dual));
            Vectors.Scale(dual, -T.One);
        }

        if (ConjugateOf.Function(_first) is { } first && !(gap is { } certified && T.IsFinite(certified)))
        {
            // −u₂ = (y − (2x − s))/γ.
            Difference(_y.AsSpan(), _reflected, dual);
            T attained = -Vectors.Dot<T>(dual, _y.AsSpan()) - _secondValue;
            gap = Gap(objective, attained + first.ConjugateValue(dual));
        }

        return gap;
    }

    /// <summary>Takes u₁ and u₂, one of them moved by what they and the gradient lack to add up to 0.</summary>
    private T? MeasureSum(T objective)
    {
        Difference(_governing.AsSpan(), _x.AsSpan(), Dual.AsSpan());
        if (!_certificate!.Begin(objective))
            return _certificate.Unmeasured;
        Dual.AsSpan().CopyTo(_certificate.Subgradient(0));
        _certificate.Attain(0, _x.AsSpan(), _firstValue);
        Difference(_reflected, _y.AsSpan(), _certificate.Subgradient(1));
        _certificate.Attain(1, _y.AsSpan(), _secondValue);
        return _certificate.Gap(objective, _x.AsSpan(), _gradient!.AsSpan(), _smoothValue);
    }

    private static T Gap(T objective, T conjugates) => T.Max(T.Zero, objective + conjugates);

    private void Difference(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> destination)
    {
        Vectors.AddScaled(left, -T.One, right, destination);
        Vectors.Scale(destination, T.One / _step);
    }
}
