using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Operators;

namespace MathsIA.Optimization;

/// <summary>Forward-backward splitting on the dual of <c>min g(x) + h(Kx)</c>, for a μ-strongly convex g:
/// <c>x = ∇g*(−K*w)</c>, <c>u⁺ = prox_{σh*}(w + σKx)</c>, <c>w⁺ = u⁺ + β(u⁺ − u)</c>. With momentum it is dual FISTA.</summary>
/// <remarks>
/// <para>One product with K and one with K* a step. <c>σ ≤ μ/‖K‖²</c>. The dual error falls as O(1/k²) with the default momentum and O(1/k) without
/// (<see cref="ConstantMomentum"/> of 0), and <c>μ/2 ‖x_k − x*‖²</c> is below it. Combettes, Dũng and Vũ 2010; Beck and Teboulle 2014.</para>
/// <para>g is an <see cref="IStronglyConvex{T}"/>: <see cref="ProximityTo{T}"/>, say, for denoising with or without a constraint. The point is
/// <c>x = ∇g*(−K*u)</c>. The residual is the gradient mapping of the dual, <c>‖u − prox_{σh*}(u + σKx)‖/σ</c>; it ranks the points. The dual point is u. The
/// gap is <c>h(Kx) + h*(u) − ⟨Kx, u⟩</c>, +∞ while h(Kx) is. That nothing is feasible is proved as by <see cref="ChambollePock"/>.</para>
/// </remarks>
public sealed record DualForwardBackward : IPrimalDualMethod
{
    private const string Method = nameof(DualForwardBackward);

    /// <summary>The dual step <c>σ</c>; null for <c>μ/‖K‖²</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double? DualStep
    {
        get;
        init => field = value is { } step ? Guard.Positive(step, Method, nameof(value)) : null;
    }

    /// <summary>The momentum sequence on the dual. <see cref="BeckTeboulleMomentum"/> by default; a rule that needs strong convexity is not taken, since the
    /// dual has none.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">The rule needs strong convexity.</exception>
    public IMomentumRule Momentum
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.NeedsStrongConvexity)
                throw new ArgumentException($"{Method}: the dual is not known to be strongly convex, which this momentum needs.", nameof(value));
            field = value;
        }
    } = new BeckTeboulleMomentum();

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public IIteration<T> Start<T>(IProximable<T> proximable, Composition<T> composed, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SplittingGuard.Convex(proximable, Method);
        SplittingGuard.Convex(composed, Method);
        SplittingGuard.Domain(composed, x0, Method);
        if (proximable is not IStronglyConvex<T> strong)
            throw new ArgumentException($"{Method}: {SplittingGuard.NameOf(proximable)} does not know the gradient of its conjugate, which strong convexity gives; see ProximityTo.", nameof(proximable));
        T norm = SplittingGuard.NormBound(composed.Operator, Method), square = norm * norm;
        T step = DualStep is { } given ? T.CreateChecked(given) : square == T.Zero ? T.One : strong.StrongConvexity / square;
        return new Iteration<T>(strong, composed, x0, step, Momentum);
    }

    private sealed class Iteration<T> : IDualIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IStronglyConvex<T> _strong;
        private readonly IProximable<T> _outer;
        private readonly ILinearOperator<T> _operator;
        private readonly T _step;
        private readonly IMomentumRule _momentum;
        private readonly T[] _extrapolated;
        private readonly T[] _product;
        private readonly T[] _inner;
        private readonly T[] _adjoint;
        private readonly T[] _slope;
        private readonly DualDrift<T>? _drift;
        private readonly T[] _trial;
        private T _conjugateValue;
        private double _t = 1;
        private int _k;

        public Iteration(IStronglyConvex<T> strong, Composition<T> composed, Tensor<T> x0, T step, IMomentumRule momentum)
        {
            (_strong, _outer, _operator, _step, _momentum) = (strong, composed.Outer, composed.Operator, step, momentum);
            Point = x0.Clone();
            Dual = Tensor.Zeros<T>(composed.Operator.Range);
            (_extrapolated, _product, _inner, _trial) = (new T[Dual.Length], new T[Dual.Length], new T[Dual.Length], new T[Dual.Length]);
            (_adjoint, _slope) = (new T[x0.Length], new T[x0.Length]);
            _drift = DualDrift<T>.Of(_outer, (strong as ProximityTo<T>)?.Other, _operator, Dual.Length, x0.Length);
            strong.Value(Point.AsSpan());
            // The dual start is what the primal one asks for: one dual step at x0.
            _operator.Apply(Point.AsSpan(), _product);
            Advance();
        }

        public Tensor<T> Point { get; }

        public Tensor<T> Dual { get; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            ReadOnlySpan<T> u = Dual.AsSpan();
            T value = MinimizerAt(u);
            T outer = _outer.Value(_product);
            Vectors.AddScaled(u, _step, _product, _trial);
            Moreau.ProxOfConjugate(_outer, _trial, _step, _inner, _trial);
            T residual = Distances.Between(_trial, u) / _step;
            T gap = T.Max(T.Zero, outer + _conjugateValue - Vectors.Dot<T>(_product, u));
            bool isInfeasible = _drift?.Proves(Dual.AsSpan(), _adjoint, Point.AsSpan(), _product) == true;
            return new Measurement<T>(value + outer, residual) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = isInfeasible };
        }

        public bool Step()
        {
            MinimizerAt(_extrapolated);
            return Advance();
        }

        /// <summary>Makes x = ∇g*(−K*w) and Kx.</summary>
        private T MinimizerAt(ReadOnlySpan<T> w)
        {
            _operator.ApplyAdjoint(w, _adjoint);
            TensorPrimitives.Negate<T>(_adjoint, _slope);
            T value = _strong.ConjugateGradient(_slope, Point.AsSpan());
            _operator.Apply(Point.AsSpan(), _product);
            return value;
        }

        private bool Advance()
        {
            Span<T> u = Dual.AsSpan();
            Vectors.AddScaled(_extrapolated, _step, _product, _trial);
            _conjugateValue = Moreau.ProxOfConjugate(_outer, _trial, _step, _inner, _trial);
            Momentum momentum = _momentum.Next(++_k, ref _t, 0);
            T beta = T.CreateChecked(momentum.Inertia);
            bool moved = false;
            for (int i = 0; i < u.Length; i++)
            {
                T next = _trial[i], extrapolated = next + (beta * (next - u[i]));
                moved |= next != u[i] || extrapolated != _extrapolated[i];
                (u[i], _extrapolated[i]) = (next, extrapolated);
            }

            return moved;
        }
    }
}
