using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Malitsky and Pock's primal-dual iteration with a line search: <c>x⁺ = prox_{τg}(x − τK*u)</c>, then the longest
/// <c>τ⁺ ≤ τ√(1 + θ)</c> with <c>√β τ⁺ ‖K*u⁺ − K*u‖ ≤ ‖u⁺ − u‖</c> for <c>u⁺ = prox_{βτ⁺h*}(u + βτ⁺K(x⁺ + θ(x⁺ − x)))</c>, <c>θ = τ⁺/τ</c>.</summary>
internal sealed class LineSearchPrimalDualIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int MostTrials = 100;
    private readonly IProximable<T> _proximable;
    private readonly IProximable<T> _outer;
    private readonly ILinearOperator<T> _operator;
    private readonly PrimalDualCertificate<T> _certificate;
    private readonly DualDrift<T>? _drift;
    private readonly T _ratio;
    private readonly T[] _primalResidual;
    private readonly T[] _inner;
    private readonly T[] _trial;
    private Tensor<T> _next;
    private T[] _product;
    private T[] _previousProduct;
    private T[] _adjoint;
    private T[] _nextAdjoint;
    private T _step;
    private T _theta = T.One;
    private T _proximableValue;
    private T _conjugateValue;

    public LineSearchPrimalDualIteration(IProximable<T> proximable, Composition<T> composed, Tensor<T> x0, double? primal, double? dual, T? strongConvexity)
    {
        (_proximable, _outer, _operator) = (proximable, composed.Outer, composed.Operator);
        Point = x0.Clone();
        Dual = Tensor.Zeros<T>(composed.Operator.Range);
        _next = Tensor.Uninitialized<T>(x0.Shape);
        int rows = Dual.Length, columns = x0.Length;
        (_product, _previousProduct, _inner, _trial) = (new T[rows], new T[rows], new T[rows], new T[rows]);
        (_adjoint, _nextAdjoint, _primalResidual) = (new T[columns], new T[columns], new T[columns]);
        _certificate = new PrimalDualCertificate<T>(proximable, composed.Outer, null, strongConvexity, columns);
        _drift = DualDrift<T>.Of(composed.Outer, proximable, composed.Operator, rows, columns);
        _step = T.CreateChecked(primal ?? 1);
        _ratio = T.CreateChecked(dual ?? 1) / _step;
        proximable.Value(Point.AsSpan());
        _operator.Apply(Point.AsSpan(), _product);
        composed.Outer.Value(_product);
        Step();
    }

    public Tensor<T> Point { get; private set; }

    public Tensor<T> Dual { get; }

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        T outer = _outer.Value(_product), primal = Vectors.Norm<T>(_primalResidual), dual = Distances.Between<T>(_inner, _product);
        T? gap = _certificate.Gap(_proximableValue, outer, _conjugateValue, Vectors.Dot<T>(_product, Dual.AsSpan()), _adjoint, primal);
        bool isInfeasible = _certificate.ProvesInfeasibility(_conjugateValue, Dual.AsSpan(), _adjoint, Point.AsSpan(), _product)
            || _drift?.Proves(Dual.AsSpan(), _adjoint, Point.AsSpan(), _product) == true;
        return new Measurement<T>(_proximableValue + outer, T.Hypot(primal, dual)) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = isInfeasible };
    }

    public bool Step()
    {
        ReadOnlySpan<T> x = Point.AsSpan();
        Span<T> next = _next.AsSpan();
        T tau = _step;
        Vectors.AddScaled(x, -tau, _adjoint, next);
        _proximableValue = _proximable.Prox(next, tau, next);

        // (x − x⁺)/τ − K*u ∈ ∂g(x⁺); K*u⁺ is added once it is known.
        Vectors.AddScaled(x, -T.One, next, _primalResidual);
        Vectors.Scale(_primalResidual, T.One / tau);
        Vectors.AddScaled(_primalResidual, -T.One, _adjoint, _primalResidual);
        bool moved = !Vectors.Same(Point, _next);
        (Point, _next) = (_next, Point);
        (_product, _previousProduct) = (_previousProduct, _product);
        _operator.Apply(Point.AsSpan(), _product);

        _step = tau * T.Sqrt(T.One + _theta);
        T rootRatio = T.Sqrt(_ratio), shrink = T.CreateChecked(0.7), safety = T.CreateChecked(0.99);
        Span<T> u = Dual.AsSpan();
        for (int trial = 1; ; trial++)
        {
            _theta = _step / tau;
            T sigma = _ratio * _step;
            // u + σ((1 + θ)Kx⁺ − θKx); the point p of Moreau's identity lies in ∂h*(u⁺).
            Vectors.AddScaled(u, sigma * (T.One + _theta), _product, _trial);
            Vectors.AddScaled(_trial, -sigma * _theta, _previousProduct, _trial);
            _conjugateValue = Moreau.ProxOfConjugate(_outer, _trial, sigma, _inner, _trial);
            _operator.ApplyAdjoint(_trial, _nextAdjoint);
            T change = Distances.Between<T>(_trial, u), image = Distances.Between<T>(_nextAdjoint, _adjoint);
            if (rootRatio * _step * image <= safety * change || trial == MostTrials)
            {
                moved |= change != T.Zero;
                break;
            }

            _step *= shrink;
        }

        _trial.CopyTo(u);
        (_adjoint, _nextAdjoint) = (_nextAdjoint, _adjoint);
        Vectors.AddScaled(_primalResidual, T.One, _adjoint, _primalResidual);
        return moved;
    }
}
