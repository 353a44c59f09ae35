using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Simplex-constrained trend filtering: <c>min Σ_i (y_i − ⟨M_i, W_i⟩)² + λ TV(W)</c> over rows <c>W_i</c> of the probability simplex.</summary>
/// <remarks>
/// <para>A mixture of m signals whose proportions jump at few times. Solved by the primal-dual method of Condat (J. Optim. Theory Appl. 158,
/// 2013) and Vu, with the gradient of the squares, the projection onto the simplex, and the differences in the dual.</para>
/// <para>The gap is certified: for residuals <c>r_i</c> and a feasible dual u, <c>Σ 2 r_i y_i − r_i² + min_j ((Dᵀu)_ij − 2 r_i M_ij)</c> is a lower bound.</para>
/// </remarks>
public static class SimplexTrendFilter
{
    private const string Operation = "SimplexTrendFilter.Fit";
    private const int StepsPerLook = 25;

    /// <summary>The weights for one strength of the penalty.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="signals">The signals to be mixed, one row a time: [n, m].</param>
    /// <param name="targets">The mixture: [n].</param>
    /// <param name="lambda">The weight λ, positive.</param>
    /// <param name="penalty">What is penalized.</param>
    /// <param name="tolerance">Converged when the gap is at most this times the squared norm of the targets; null for 1e-6, in float 1e-4.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="cancellationToken">Ends the estimation; the best point seen is the answer.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">A rank is wrong, there is no signal, or there are not as many targets as rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range, or an element is not finite.</exception>
    public static SimplexTrendFilterModel<T> Fit<T>(Tensor<T> signals, Tensor<T> targets, double lambda, TrendPenalty penalty = TrendPenalty.Entries, double? tolerance = null, int maxIterations = 200_000, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guard.Rank(signals, 2, Operation);
        if (signals.IsEmpty)
            throw new ShapeMismatchException(Operation, $"the signals {signals.Shape} are empty.", nameof(signals));
        Guard.Shape(targets, new Shape(signals.Shape[0]), Operation);
        Guard.Finite(signals, Operation);
        Guard.Finite(targets, Operation);
        Guard.Positive(lambda, Operation);
        Guard.AtLeastOne(maxIterations, Operation);
        double asked = Guard.NonNegative(tolerance ?? (typeof(T) == typeof(float) ? 1e-4 : 1e-6), Operation, nameof(tolerance));
        if (penalty is not (TrendPenalty.Entries or TrendPenalty.Rows))
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, $"{Operation}: there is no such penalty.");
        var state = new State<T>(signals, targets, T.CreateChecked(lambda), penalty);
        T target = T.CreateChecked(asked) * Vectors.Dot(targets.Contiguous(), targets.Contiguous());
        T least = T.PositiveInfinity, lower = T.NegativeInfinity;
        T[] best = (T[])state.Weights.Clone();
        for (int k = 0; ; k++)
        {
            if (k % StepsPerLook == 0 || k == maxIterations)
            {
                (T objective, T bound) = state.Measure();
                lower = T.Max(lower, bound);
                if (objective < least)
                {
                    least = objective;
                    state.Weights.CopyTo(best, 0);
                }

                Status? status = !T.IsFinite(objective) ? Status.NonFinite : least - lower <= target ? Status.Converged
                    : cancellationToken.IsCancellationRequested ? Status.Cancelled : k >= maxIterations ? Status.IterationLimit : null;
                if (status is { } ended)
                {
                    return new SimplexTrendFilterModel<T>
                    {
                        Weights = Tensor.From(best, signals.Shape[0], signals.Shape[1]),
                        Objective = least,
                        Gap = T.Max(T.Zero, least - lower),
                        Status = ended,
                        Iterations = k,
                    };
                }
            }

            state.Step();
        }
    }

    /// <summary>The iterates of the primal-dual method.</summary>
    private sealed class State<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _signals;
        private readonly T[] _targets;
        private readonly T[] _dual;
        private readonly T[] _previous;
        private readonly T[] _sorted;
        private readonly T _lambda;
        private readonly TrendPenalty _penalty;
        private readonly T _step;
        private readonly T _dualStep;
        private readonly int _n;
        private readonly int _m;

        public State(Tensor<T> signals, Tensor<T> targets, T lambda, TrendPenalty penalty)
        {
            (_n, _m) = (signals.Shape[0], signals.Shape[1]);
            (_signals, _targets, _lambda, _penalty) = (signals.ToArray(), targets.ToArray(), lambda, penalty);
            Weights = new T[_n * _m];
            Array.Fill(Weights, T.One / T.CreateChecked(_m));
            _previous = new T[_n * _m];
            _dual = new T[Math.Max(0, _n - 1) * _m];
            _sorted = new T[_m];
            T largest = T.Zero;
            for (int i = 0; i < _n; i++)
                largest = T.Max(largest, Vectors.Dot<T>(Row(_signals, i), Row(_signals, i)));
            // 1/τ − σ ‖D‖² ≥ L/2 with L = 2 max ‖M_i‖² and ‖D‖² < 4.
            T curvature = largest > T.Zero ? largest : T.One;
            _dualStep = T.Max(curvature, lambda) / T.CreateChecked(4);
            _step = T.One / (curvature + (T.CreateChecked(4) * _dualStep));
        }

        public T[] Weights { get; }

        public void Step()
        {
            Weights.CopyTo(_previous, 0);
            for (int i = 0; i < _n; i++)
            {
                Span<T> row = Row(Weights, i);
                T slope = (Vectors.Dot<T>(Row(_signals, i), row) - _targets[i]) * T.CreateChecked(2);
                for (int j = 0; j < _m; j++)
                    row[j] -= _step * ((slope * _signals[(i * _m) + j]) + Adjoint(i, j));
                Project(row);
            }

            for (int i = 0; i < _n - 1; i++)
            {
                for (int j = 0; j < _m; j++)
                {
                    int at = (i * _m) + j;
                    T now = Weights[at + _m] - Weights[at], before = _previous[at + _m] - _previous[at];
                    _dual[at] += _dualStep * (now + now - before);
                }

                Bound(_dual.AsSpan(i * _m, _m));
            }
        }

        /// <summary>The objective, and the lower bound that the dual point gives.</summary>
        public (T Objective, T Bound) Measure()
        {
            T objective = T.Zero, bound = T.Zero;
            for (int i = 0; i < _n; i++)
            {
                T rest = _targets[i] - Vectors.Dot<T>(Row(_signals, i), Row(Weights, i)), least = T.PositiveInfinity, change = T.Zero;
                for (int j = 0; j < _m; j++)
                {
                    least = T.Min(least, Adjoint(i, j) - ((rest + rest) * _signals[(i * _m) + j]));
                    T jump = i + 1 < _n ? Weights[((i + 1) * _m) + j] - Weights[(i * _m) + j] : T.Zero;
                    change += _penalty == TrendPenalty.Entries ? T.Abs(jump) : jump * jump;
                }

                objective += (rest * rest) + (_lambda * (_penalty == TrendPenalty.Entries ? change : T.Sqrt(change)));
                bound += ((rest + rest) * _targets[i]) - (rest * rest) + least;
            }

            return (objective, bound);
        }

        private Span<T> Row(T[] matrix, int i) => matrix.AsSpan(i * _m, _m);

        /// <summary>An entry of Dᵀu.</summary>
        private T Adjoint(int i, int j) => (i > 0 ? _dual[((i - 1) * _m) + j] : T.Zero) - (i < _n - 1 ? _dual[(i * _m) + j] : T.Zero);

        /// <summary>Projects dual entries onto what the penalty's conjugate allows.</summary>
        private void Bound(Span<T> u)
        {
            if (_penalty == TrendPenalty.Entries)
            {
                foreach (ref T value in u)
                    value = T.Clamp(value, -_lambda, _lambda);
                return;
            }

            T norm = Vectors.Norm<T>(u);
            if (norm > _lambda)
                Vectors.Scale(u, _lambda / norm);
        }

        /// <summary>Projects onto the probability simplex: Duchi and others, ICML 2008.</summary>
        private void Project(Span<T> row)
        {
            row.CopyTo(_sorted);
            _sorted.AsSpan().Sort((left, right) => right.CompareTo(left));
            T sum = T.Zero, threshold = T.Zero;
            for (int k = 0; k < _m; k++)
            {
                sum += _sorted[k];
                T candidate = (sum - T.One) / T.CreateChecked(k + 1);
                if (_sorted[k] > candidate)
                    threshold = candidate;
            }

            foreach (ref T value in row)
                value = T.Max(T.Zero, value - threshold);
        }
    }
}
