using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Consensus ADMM for <c>min Σᵢ gᵢ(x)</c> with n functions: <c>xᵢ = prox_{gᵢ/ρ}(z − uᵢ)</c>, <c>z = mean(xᵢ + uᵢ)</c>,
/// <c>uᵢ ← uᵢ + xᵢ − z</c>.</summary>
/// <remarks>
/// <para>n proxes a step, independent of each other. Boyd et al. 2011, section 7.1.</para>
/// <para>The point is z. The residual is the larger of the primal one, <c>(Σ‖xᵢ − z‖²)^½</c>, and the dual one, <c>ρ√n ‖z − z₋‖</c>; it ranks the points.
/// The gap is that of <see cref="GeneralizedForwardBackward"/> at the subgradients <c>ρ(z₋ − uᵢ − xᵢ)</c>, and so is the proof that sets do not meet.</para>
/// </remarks>
public sealed record ConsensusAdmm : ISumMethod
{
    private const string Method = nameof(ConsensusAdmm);

    /// <summary>The penalty <c>ρ</c>, positive. By default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive and finite.</exception>
    public double Penalty
    {
        get;
        init => field = Guard.Positive(value, Method);
    } = 1;

    /// <summary>How the penalty is balanced along the run; null, the default, keeps it.</summary>
    public PenaltyBalancing? Balancing { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">The functions, one of them, or the start is null.</exception>
    public IIteration<T> Start<T>(ISmoothFunction<T>? smooth, IReadOnlyList<IProximable<T>> proximables, Tensor<T> x0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        IProximable<T>[] functions = SplittingGuard.Convex(proximables, Method);
        ArgumentNullException.ThrowIfNull(x0);
        if (smooth is not null)
            throw new ArgumentException("ConsensusAdmm: it takes no smooth function; GeneralizedForwardBackward does.", nameof(smooth));
        return new Iteration<T>(functions, x0, this);
    }

    private sealed class Iteration<T> : IIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly IProximable<T>[] _functions;
        private readonly T[][] _points;
        private readonly T[][] _multipliers;
        private readonly T[] _previous;
        private readonly T[] _values;
        private readonly PenaltyState<T> _penalty;
        private readonly SumCertificate<T> _certificate;
        private T _primal;
        private T _dual;

        public Iteration(IProximable<T>[] functions, Tensor<T> x0, ConsensusAdmm method)
        {
            _functions = functions;
            Point = x0.Clone();
            _points = [.. functions.Select(_ => Point.ToArray())];
            _multipliers = [.. functions.Select(_ => new T[x0.Length])];
            _previous = new T[x0.Length];
            _values = new T[functions.Length];
            _certificate = new SumCertificate<T>(functions, null, x0.Length);
            _penalty = new PenaltyState<T>(method.Penalty, method.Balancing);
            Sweep();
        }

        public Tensor<T> Point { get; }

        public int MeasureInterval => 1;

        public Measurement<T> Measure()
        {
            T objective = T.Zero;
            foreach (IProximable<T> function in _functions)
                objective += function.Value(Point.AsSpan());
            T? gap = _certificate.Unmeasured;
            if (_certificate.Begin(objective))
            {
                for (int i = 0; i < _functions.Length; i++)
                {
                    // What the last prox took off, times ρ: z₋ − uᵢ − xᵢ, with the uᵢ before the step, is z₋ − z less the present one.
                    Span<T> subgradient = _certificate.Subgradient(i);
                    Vectors.Subtract(_previous, Point.AsSpan(), subgradient);
                    Vectors.Subtract<T>(subgradient, _multipliers[i], subgradient);
                    Vectors.Scale(subgradient, _penalty.Value);
                    _certificate.Attain(i, _points[i], _values[i]);
                }

                gap = _certificate.Gap(objective);
            }

            return new Measurement<T>(objective, T.Max(_primal, _dual)) { RanksByResidual = true, Gap = gap, ProvesInfeasibility = _certificate.IsInfeasible };
        }

        public bool Step()
        {
            T factor = _penalty.BalancesNow() ? _penalty.Balance(_primal, _dual) : T.One;
            if (factor != T.One)
            {
                foreach (T[] multiplier in _multipliers)
                    Vectors.Scale(multiplier.AsSpan(), T.One / factor);
            }

            Sweep();
            return _primal != T.Zero || _dual != T.Zero;
        }

        private void Sweep()
        {
            Span<T> z = Point.AsSpan();
            z.CopyTo(_previous);
            T count = T.CreateChecked(_functions.Length);
            z.Clear();
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> x = _points[i], u = _multipliers[i];
                Vectors.AddScaled(_previous, -T.One, u, x);
                _values[i] = _functions[i].Prox(x, T.One / _penalty.Value, x);
                Vectors.AddScaled(u, T.One, x, u);
                Vectors.AddScaled(z, T.One, u, z);
            }

            Vectors.Scale(z, T.One / count);
            T square = T.Zero;
            for (int i = 0; i < _functions.Length; i++)
            {
                Span<T> u = _multipliers[i];
                Vectors.AddScaled(u, -T.One, z, u);
                square += Distances.Square<T>(_points[i], z);
            }

            _primal = T.Sqrt(square);
            _dual = _penalty.Value * T.Sqrt(count) * Distances.Between<T>(z, _previous);
        }
    }
}
