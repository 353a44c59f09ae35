using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Forward-backward splitting, or proximal gradient, for <c>min f(x) + g(x)</c>:
/// <c>x⁺ = x + ρ (prox_{τg}(x − τ∇f(x)) − x)</c>. With the L1 norm it is ISTA, with an indicator projected gradient.</summary>
/// <remarks>
/// <para>One gradient and one prox a step. For convex f and g and <c>τ ≤ 1/L</c>, <c>F(x_k) − F* ≤ ‖x_0 − x*‖²/(2τk)</c> (Beck and Teboulle
/// 2009, theorem 3.1); with f μ-strongly convex the distance shrinks by <c>√(1 − μτ)</c> a step. g need not be convex: the objective then still falls at each
/// step and every limit is a critical point (Attouch, Bolte and Svaiter 2013).</para>
/// <para>The residual is the norm of the gradient mapping, <c>‖x − prox_{τg}(x − τ∇f(x))‖/τ</c>, 0 exactly at critical points. The gap is
/// Fenchel's, at a multiple of the gradient: see <see cref="IConjugable{T}"/> and <see cref="IBoundedBelow{T}"/>. A start outside the
/// domain of g is moved into it by its prox.</para>
/// </remarks>
public sealed record ForwardBackward : IProximalGradientMethod
{
    private const string Method = nameof(ForwardBackward);

    /// <summary>The step <c>τ</c>, positive; null for <c>1/L</c>, or for the search's own first step. Convergence is certain below <c>2/L</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>How the step is searched; null, the default, for a fixed step.</summary>
    public ProximalBacktracking? Search { get; init; }

    /// <summary>The relaxation <c>ρ</c>, in (0, 2). By default 1. Above 1, which needs <c>ρ &lt; 2 − τL/2</c>, points may leave the
    /// domain of g, and the residual tells which is best.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside (0, 2).</exception>
    public double Relaxation
    {
        get;
        init => field = SplittingGuard.InOpenInterval(value, 2, Method);
    } = 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(proximable);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(smooth, proximable, x0, this);
    }

    private sealed class Iteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IProximable<T> _proximable;
        private readonly ProximalGradientState<T> _state;
        private readonly T _relaxation;
        private Tensor<T> _relaxed;

        public Iteration(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0, ForwardBackward method)
        {
            _proximable = proximable;
            _relaxation = T.CreateChecked(method.Relaxation);
            var step = new ProximalStep<T>(smooth, proximable, method.StepSize, method.Search, x0.Shape, Method);
            _state = new ProximalGradientState<T>(smooth, proximable, step, x0);
            _relaxed = Tensor.Uninitialized<T>(x0.Shape);
        }

        public Tensor<T> Point => _state.Point;

        public Tensor<T> Dual => _state.Dual;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _state.Measure(searches: true) with { RanksByResidual = _relaxation > T.One };

        public bool Step()
        {
            _state.Map();
            if (_relaxation == T.One)
                return _state.MoveToImage();
            Vectors.Extrapolate(_state.Point, _state.Image, -_relaxation, _relaxed);
            return _state.MoveTo(ref _relaxed, _proximable.Value(_relaxed.AsSpan()));
        }
    }
}
