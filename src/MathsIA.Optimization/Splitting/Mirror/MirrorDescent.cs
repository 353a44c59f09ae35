using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Mirror descent for <c>min f(x)</c> over a convex set: <c>x⁺ = argmin_z ⟨v, z⟩ + D_ψ(z, x)/τ</c>, v the gradient or a subgradient, D_ψ the Bregman
/// divergence of the geometry.</summary>
/// <remarks>
/// <para>One gradient a step. For a smooth convex f and <c>τ = μ_ψ/L</c>: monotone, and <c>f(x_k) − f* ≤ D_ψ(x*, x_0)/(τk)</c> (Lu, Freund and Nesterov 2018, theorem
/// 3.1). For subgradients, steps that decay as 1/√k: <see cref="Schedule"/>. Nemirovski and Yudin 1983; Beck and Teboulle 2003.</para>
/// <para>The residual is <c>‖x − x⁺‖/τ</c>, or the linear gap <c>⟨v, x⟩ − min_z ⟨v, z⟩</c> where the set is bounded and its support function known; that one is the
/// certified gap for a convex f.</para>
/// </remarks>
public sealed record MirrorDescent
{
    private const string Method = nameof(MirrorDescent);

    /// <summary>The steps <c>τ_k</c>; null for <c>μ_ψ/L</c>, which needs a smooth f with a known constant.</summary>
    public IStepSchedule? Schedule { get; init; }

    /// <summary>Starts the method on a smooth function.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="smooth">The function f.</param>
    /// <param name="geometry">The geometry, and the set.</param>
    /// <param name="x0">The start, inside the set; it is copied.</param>
    /// <returns>The running method.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No schedule is given and f knows no Lipschitz constant, or the start is not inside the set.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T> smooth, IMirrorMap<T> geometry, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(geometry);
        T? step = Schedule is null ? geometry.StrongConvexity / Constants.Lipschitz(smooth, Method) : null;
        return Start(new SmoothSubdifferential<T>(smooth), geometry, x0, step, smooth.StrongConvexity is not null);
    }

    /// <summary>Starts the method on a function with subgradients.</summary>
    /// <inheritdoc cref="Start{T}(ISmoothFunction{T}, IMirrorMap{T}, Tensor{T})"/>
    /// <param name="function">The function f, convex.</param>
    /// <param name="geometry">The geometry, and the set.</param>
    /// <param name="x0">The start, inside the set; it is copied.</param>
    public IIteration<T> Start<T>(ISubdifferentiable<T> function, IMirrorMap<T> geometry, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(geometry);
        if (Schedule is null)
            throw new ArgumentException($"{Method}: a function with subgradients needs a schedule of steps.", nameof(function));
        return Start(function, geometry, x0, null, true);
    }

    private Iteration<T> Start<T>(ISubdifferentiable<T> function, IMirrorMap<T> geometry, Tensor<T> x0, T? step, bool isConvex) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x0);
        Tensor<T> start = x0.Clone();
        geometry.RequireInterior(start.AsSpan());
        return new Iteration<T>(function, geometry, start, step, Schedule, isConvex);
    }

    private sealed class Iteration<T>(ISubdifferentiable<T> function, IMirrorMap<T> geometry, Tensor<T> start, T? fixedStep, IStepSchedule? schedule, bool isConvex) : IIteration<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Tensor<T> _gradient = Tensor.Uninitialized<T>(start.Shape);
        private Tensor<T> _next = Tensor.Uninitialized<T>(start.Shape);
        private T _value;
        private T _step;
        private int _k;
        private bool _isEvaluated;

        public Tensor<T> Point { get; private set; } = start;

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            Evaluate();
            T? gap = geometry.Gap(Point.AsSpan(), _gradient.AsSpan());
            T residual = gap ?? Distances.Between<T>(Point.AsSpan(), _next.AsSpan()) / _step;
            return new Measurement<T>(_value, residual) { Gap = isConvex ? gap : null };
        }

        public bool Step()
        {
            Evaluate();
            bool moved = !Vectors.Same(Point, _next);
            (Point, _next) = (_next, Point);
            _k++;
            _isEvaluated = false;
            return moved;
        }

        private void Evaluate()
        {
            if (_isEvaluated)
                return;
            _value = function.ValueAndSubgradient(Point, _gradient);
            _step = fixedStep ?? T.CreateChecked(schedule!.At(_k));
            geometry.Step(Point.AsSpan(), _gradient.AsSpan(), _step, _next.AsSpan());
            _isEvaluated = true;
        }
    }
}
