using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>FISTA, accelerated forward-backward splitting for <c>min f(x) + g(x)</c>: <c>x_k = prox_{τg}(y_k − τ∇f(y_k))</c> from the extrapolated
/// point <c>y_{k+1} = x_k + β_k (x_k − x_{k−1})</c>.</summary>
/// <remarks>
/// <para>Convex f and g and <c>τ ≤ 1/L</c>; the rates stand with the momentum rules: <see cref="BeckTeboulleMomentum"/>, the default,
/// <see cref="ChambolleDossalMomentum"/>, <see cref="StronglyConvexMomentum"/>, <see cref="ConstantMomentum"/>. A restart
/// (<see cref="Restart"/>) recovers a linear rate where the solution is sharp, with nothing to be known. <see cref="IsMonotone"/> keeps the better of
/// trial and last point (MFISTA, Beck and Teboulle 2009b), with the same bound.</para>
/// <para>One gradient and one prox a step, and another pair at each measurement, because the gradient is taken at <c>y</c> and the answer is
/// <c>x</c>: set <see cref="MinimizeOptions.MeasureEvery"/> to measure less often.</para>
/// <para>Residual and gap are those of <see cref="ForwardBackward"/>, at x. Where g is a norm, the gap shrinks the dual point into the dual ball and
/// needs a lower bound of f (<see cref="IBoundedBelow{T}"/> or strong convexity); then it is null.</para>
/// </remarks>
public sealed record Fista : IProximalGradientMethod
{
    private const string Method = nameof(Fista);

    /// <summary>The step <c>τ</c>, positive; null for <c>1/L</c>, or for the search's own first step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? StepSize
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>How the step is searched; null, the default, for a fixed step. The theorem lets it shrink only.</summary>
    /// <exception cref="ArgumentException">The search lets the step grow.</exception>
    public ProximalBacktracking? Search
    {
        get;
        init => field = value is not { Growth: > 1 } ? value
            : throw new ArgumentException("Fista: the step of an accelerated method may only shrink; ForwardBackward and Panoc take one that grows.", nameof(value));
    }

    /// <summary>The momentum sequence. <see cref="BeckTeboulleMomentum"/> by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IMomentumRule Momentum
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new BeckTeboulleMomentum();

    /// <summary>When the momentum is dropped. Never by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such restart.</exception>
    public FistaRestart Restart
    {
        get;
        init => field = value is FistaRestart.None or FistaRestart.Objective or FistaRestart.Gradient ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Fista: there is no such restart.");
    }

    /// <summary>Whether the objective may never rise, at the price of a value of f a step. False by default.</summary>
    public bool IsMonotone { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        SplittingGuard.Convex(proximable, Method);
        ArgumentNullException.ThrowIfNull(x0);
        return new Iteration<T>(smooth, proximable, x0, this);
    }

    private sealed class Iteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Fista _method;
        private readonly ISmoothFunction<T> _smooth;
        private readonly ProximalStep<T> _step;
        private readonly ProximalGradientState<T> _state;
        private readonly double _strongConvexity;
        private readonly Tensor<T> _extrapolated;
        private readonly Tensor<T> _gradient;
        private readonly Tensor<T> _rejected;
        private Tensor<T> _next;
        private double _t = 1;
        private int _k;

        public Iteration(ISmoothFunction<T> smooth, IProximable<T> proximable, Tensor<T> x0, Fista method)
        {
            _method = method;
            _smooth = smooth;
            if (method.Momentum.NeedsStrongConvexity)
                _strongConvexity = double.CreateChecked(Constants.StrongConvexity(smooth, Method));
            _step = new ProximalStep<T>(smooth, proximable, method.StepSize, method.Search, x0.Shape, Method);
            _state = new ProximalGradientState<T>(smooth, proximable, _step, x0);
            _extrapolated = _state.Point.Clone();
            _gradient = Tensor.Uninitialized<T>(x0.Shape);
            _next = Tensor.Uninitialized<T>(x0.Shape);
            _rejected = Tensor.Uninitialized<T>(x0.Shape);
        }

        public Tensor<T> Point => _state.Point;

        public Tensor<T> Dual => _state.Dual;

        public int MeasureInterval => 1;

        public Measurement<T> Measure() => _state.Measure(searches: false);

        public bool Step()
        {
            T value = _smooth.ValueAndGradient(_extrapolated, _gradient);
            T proximableValue = _step.Search(_extrapolated, value, _gradient, _next);
            bool comparesObjectives = _method.IsMonotone || _method.Restart == FistaRestart.Objective;
            bool rises = comparesObjectives && _smooth.Value(_next) + proximableValue > _state.Objective;
            bool restarts = _method.Restart == FistaRestart.Objective ? rises
                : _method.Restart == FistaRestart.Gradient && OpposesTheGradient();
            if (restarts)
            {
                _t = 1;
                _k = 0;
            }

            _k++;
            Momentum momentum = _method.Momentum.Next(_k, ref _t, Math.Min(1, _strongConvexity * double.CreateChecked(_step.Size)));
            return _method.IsMonotone && rises ? Keep(momentum) : Accept(proximableValue, momentum, restarts);
        }

        private bool Accept(T proximableValue, Momentum momentum, bool restarts)
        {
            bool moved = _state.MoveTo(ref _next, proximableValue);
            // The buffer now holds the last point.
            Vectors.Extrapolate(_state.Point, _next, restarts ? T.Zero : T.CreateChecked(momentum.Inertia), _extrapolated);
            return moved || !Vectors.Same(_state.Point, _extrapolated);
        }

        /// <summary>The monotone variant stays, and looks towards the point it did not take.</summary>
        private bool Keep(Momentum momentum)
        {
            _extrapolated.CopyTo(_rejected);
            Vectors.Extrapolate(_state.Point, _next, -T.CreateChecked(momentum.Ratio), _extrapolated);
            return !Vectors.Same(_extrapolated, _rejected);
        }

        /// <summary>Whether <c>⟨y − x⁺, x⁺ − x⟩ &gt; 0</c>.</summary>
        private bool OpposesTheGradient() =>
            Distances.InnerOfMovements<T>(_extrapolated.AsSpan(), _next.AsSpan(), _state.Point.AsSpan()) > T.Zero;
    }
}
