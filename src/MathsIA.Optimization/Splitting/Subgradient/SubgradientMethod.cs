using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>The projected subgradient method for <c>min f(x) + g(x)</c>, f convex with subgradients, g an indicator or another proximable function:
/// <c>x⁺ = prox_{τ_k g}(x − τ_k v)</c> with v ∈ ∂f(x).</summary>
/// <remarks>
/// <para>One subgradient and one prox a step. With <c>τ_k ∝ 1/√k</c> the best value comes within <c>O(log k/√k)</c> of the smallest, and no method that knows
/// subgradients only does better than <c>1/√k</c>. With <see cref="OptimalValue"/> known, Polyak's step <c>(f(x) − f*)/‖v‖²</c> needs no schedule. Nesterov 2018, section
/// 3.2.3; Polyak 1969.</para>
/// <para>The objective is not monotone; the best point comes back. The residual is <c>‖x − prox_{τg}(x − τv)‖/τ</c> with the present step, the norm of the subgradient where
/// there is no g: it need not vanish at a solution, where 0 is one subgradient of many. Expect the run to end at its limit, or give the smallest value: then
/// the residual, and the gap, is <c>f(x) − f*</c>.</para>
/// </remarks>
public sealed record SubgradientMethod
{
    private const string Method = nameof(SubgradientMethod);

    /// <summary>The steps <c>τ_k</c>. By default <c>1/(1 + √k)</c>.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public IStepSchedule Schedule
    {
        get;
        init => field = value ?? throw new ArgumentNullException(nameof(value));
    } = new InverseSquareRootDecay(1, 1);

    /// <summary>The smallest value <c>f*</c>, for Polyak's step; null, the default, to follow the schedule. Only without g, or with an indicator.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
    public double? OptimalValue
    {
        get;
        init => field = value is null || double.IsFinite(value.Value) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"{Method}: the value must be finite.");
    }

    /// <summary>Starts the method.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="function">The function f.</param>
    /// <param name="proximable">The function g; null for none.</param>
    /// <param name="x0">The start; it is copied, and moved into the domain of g.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">The function or the start is null.</exception>
    /// <exception cref="ArgumentException">g is not known to be convex, or it is no indicator and Polyak's step is asked for.</exception>
    public IIteration<T> Start<T>(ISubdifferentiable<T> function, IProximable<T>? proximable, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x0);
        proximable ??= new ZeroFunction<T>();
        SplittingGuard.Convex(proximable, Method);
        if (OptimalValue is not null && proximable is not ZeroFunction<T> && !proximable.Traits.HasFlag(FunctionTraits.Indicator))
            throw new ArgumentException($"{Method}: Polyak's step takes an indicator, and {SplittingGuard.NameOf(proximable)} is none.", nameof(proximable));
        return new Iteration<T>(function, proximable, x0, this);
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ISubdifferentiable<T> _function;
        private readonly IProximable<T> _proximable;
        private readonly IStepSchedule _schedule;
        private readonly T? _optimalValue;
        private readonly Tensor<T> _subgradient;
        private Tensor<T> _next;
        private T _value;
        private T _proximableValue;
        private T _nextProximableValue;
        private T _step;
        private int _k;
        private bool _isEvaluated;

        public Iteration(ISubdifferentiable<T> function, IProximable<T> proximable, Tensor<T> x0, SubgradientMethod method)
        {
            (_function, _proximable, _schedule) = (function, proximable, method.Schedule);
            _optimalValue = method.OptimalValue is { } value ? T.CreateChecked(value) : null;
            Point = x0.Clone();
            _next = Tensor.Uninitialized<T>(x0.Shape);
            _subgradient = Tensor.Uninitialized<T>(x0.Shape);
            _proximableValue = proximable.Value(Point.AsSpan());
            if (T.IsPositiveInfinity(_proximableValue))
                _proximableValue = proximable.Prox(Point.AsSpan(), T.CreateChecked(method.Schedule.At(0)), Point.AsSpan());
        }

        public Tensor<T> Point { get; private set; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            Evaluate();
            T objective = _value + _proximableValue;
            if (_optimalValue is { } smallest)
            {
                T error = T.Max(T.Zero, objective - smallest);
                return new Measurement<T>(objective, error) { Gap = error };
            }

            return new Measurement<T>(objective, Distances.Between<T>(Point.AsSpan(), _next.AsSpan()) / _step);
        }

        public bool Step()
        {
            Evaluate();
            bool moved = !Vectors.Same(Point, _next);
            (Point, _next) = (_next, Point);
            _proximableValue = _nextProximableValue;
            _k++;
            _isEvaluated = false;
            return moved;
        }

        private void Evaluate()
        {
            if (_isEvaluated)
                return;
            _value = _function.ValueAndSubgradient(Point, _subgradient);
            _step = T.CreateChecked(_schedule.At(_k));
            if (_optimalValue is { } smallest)
            {
                T square = Vectors.Dot(_subgradient, _subgradient), above = _value - smallest;
                _step = above > T.Zero && square > T.Zero ? above / square : T.Zero;
            }

            Vectors.AddScaled(Point, -_step, _subgradient, _next);
            _nextProximableValue = _step == T.Zero ? _proximableValue : _proximable.Prox(_next.AsSpan(), _step, _next.AsSpan());
            _isEvaluated = true;
        }
    }
}
