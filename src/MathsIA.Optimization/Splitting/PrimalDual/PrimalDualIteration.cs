using System.Numerics;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>The iteration behind <see cref="ChambollePock"/> and <see cref="CondatVu"/>. Products with K are kept, so that each step takes one
/// with K and one with K*.</summary>
internal sealed class PrimalDualIteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ISmoothFunction<T>? _smooth;
    private readonly IProximable<T> _proximable;
    private readonly PrimalDualStepState<T> _steps;
    private readonly Tensor<T> _gradient;
    private readonly PrimalDualCertificate<T> _certificate;
    private readonly DualDrift<T>? _drift;
    private readonly ILinearOperator<T> _operator;
    private readonly IProximable<T> _outer;
    private readonly T[] _dualTrial;
    private readonly T[] _primalResidual;
    private readonly T[] _dualResidual;
    private readonly T[] _adjoint;
    private readonly T[] _previousGradient;
    private Tensor<T> _next;
    private T[] _product;
    private T[] _extrapolated;
    private T _smoothValue;
    private T _proximableValue;
    private T _conjugateValue = T.NaN;
    private bool _isEvaluated;

    public PrimalDualIteration(ISmoothFunction<T>? smooth, IProximable<T> proximable, Composition<T> composed, Tensor<T> x0, PrimalDualStepState<T> steps, T? strongConvexity)
    {
        (_smooth, _proximable, _operator, _outer, _steps) = (smooth, proximable, composed.Operator, composed.Outer, steps);
        Point = x0.Clone();
        _next = Tensor.Uninitialized<T>(x0.Shape);
        _gradient = Tensor.Zeros<T>(x0.Shape);
        Dual = Tensor.Zeros<T>(composed.Operator.Range);
        int rows = Dual.Length, columns = x0.Length;
        (_product, _extrapolated, _dualTrial, _dualResidual) = (new T[rows], new T[rows], new T[rows], new T[rows]);
        (_primalResidual, _adjoint, _previousGradient) = (new T[columns], new T[columns], new T[columns]);
        _certificate = new PrimalDualCertificate<T>(proximable, composed.Outer, smooth, strongConvexity, columns);
        _drift = DualDrift<T>.Of(composed.Outer, proximable, composed.Operator, rows, columns);
        proximable.Value(Point.AsSpan());
        _operator.Apply(Point.AsSpan(), _product);
        composed.Outer.Value(_product);
        _product.CopyTo(_extrapolated, 0);
        Step();
    }

    public Tensor<T> Point { get; private set; }

    public Tensor<T> Dual { get; }

    public int MeasureInterval => 1;

    public Measurement<T> Measure()
    {
        Evaluate();
        T outer = _outer.Value(_product), objective = _smoothValue + _proximableValue + outer;
        (T primal, T dual) = Residuals();
        T inner = Vectors.Dot<T>(_product, Dual.AsSpan());
        T? gap = _certificate.Gap(_proximableValue, outer, _conjugateValue, inner, _adjoint, primal, Point.AsSpan(), _smooth is null ? default : _gradient.AsSpan());
        bool isInfeasible = _certificate.ProvesInfeasibility(_conjugateValue, Dual.AsSpan(), _adjoint, Point.AsSpan(), _product)
            || _drift?.Proves(Dual.AsSpan(), _adjoint, Point.AsSpan(), _product) == true;
        return new Measurement<T>(objective, T.Hypot(primal, dual)) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = isInfeasible };
    }

    public bool Step()
    {
        Evaluate();
        T tau = _steps.Primal, sigma = _steps.Dual;
        ReadOnlySpan<T> x = Point.AsSpan();
        Span<T> u = Dual.AsSpan(), next = _next.AsSpan();

        // u⁺ = prox_{σh*}(u + σK x̄), keeping (u − u⁺)/σ + K x̄ ∈ ∂h*(u⁺): the point p of Moreau's identity.
        Vectors.AddScaled(u, sigma, _extrapolated, _dualTrial);
        _conjugateValue = Moreau.ProxOfConjugate(_outer, _dualTrial, sigma, _dualResidual, _dualTrial);
        bool moved = !u.SequenceEqual(_dualTrial);
        _dualTrial.CopyTo(u);

        // x⁺ = prox_{τg}(x − τ∇f(x) − τK*u⁺), keeping (x − x⁺)/τ − ∇f(x) ∈ ∂g(x⁺) + K*u⁺.
        _operator.ApplyAdjoint(u, _adjoint);
        Vectors.AddScaled(x, -tau, _adjoint, next);
        Vectors.AddScaled(next, -tau, _gradient.AsSpan(), next);
        _proximableValue = _proximable.Prox(next, tau, next);
        Vectors.AddScaled(x, -T.One, next, _primalResidual);
        Vectors.Scale(_primalResidual, T.One / tau);
        _gradient.AsSpan().CopyTo(_previousGradient);
        moved |= !Vectors.Same(Point, _next);
        (Point, _next) = (_next, Point);
        _isEvaluated = false;

        // K x̄ = K x⁺ + θ (K x⁺ − K x), with K x⁺ the only product.
        (_product, _extrapolated) = (_extrapolated, _product);
        _operator.Apply(Point.AsSpan(), _product);
        Vectors.AddScaled(_dualResidual, -T.One, _product, _dualResidual);
        T theta = _steps.Balances ? Balance() : _steps.Advance(T.Zero, T.Zero);
        Span<T> previous = _extrapolated;
        Vectors.Scale(previous, -theta);
        Vectors.AddScaled(previous, T.One + theta, _product, previous);
        return moved;
    }

    private T Balance()
    {
        (T primal, T dual) = Residuals();
        return _steps.Advance(primal, dual);
    }

    /// <summary>The norms of <c>p ∈ ∇f(x) + ∂g(x) + K*u</c> and <c>d ∈ ∂h*(u) − Kx</c>.</summary>
    private (T Primal, T Dual) Residuals()
    {
        Evaluate();
        if (_smooth is null)
            return (Vectors.Norm<T>(_primalResidual), Vectors.Norm<T>(_dualResidual));
        ReadOnlySpan<T> gradient = _gradient.AsSpan();
        T square = T.Zero;
        for (int i = 0; i < gradient.Length; i++)
        {
            T element = _primalResidual[i] + (gradient[i] - _previousGradient[i]);
            square += element * element;
        }

        return (T.Sqrt(square), Vectors.Norm<T>(_dualResidual));
    }

    private void Evaluate()
    {
        if (_isEvaluated)
            return;
        if (_smooth is not null)
            _smoothValue = _smooth.ValueAndGradient(Point, _gradient);
        _isEvaluated = true;
    }
}
