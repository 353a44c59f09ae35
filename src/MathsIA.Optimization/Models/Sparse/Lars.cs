using System.Numerics;
using MathsIA.Execution;
using MathsIA.LinearAlgebra;

namespace MathsIA.Optimization;

/// <summary>The homotopy of the Lasso, <c>1/(2n) ‖y − X w − b‖² + λ ‖w‖₁</c>: the whole path, exactly, knot by knot; or plain least angle regression.</summary>
/// <remarks>
/// <para>Between knots the active correlations stay equal to λ in size, so <c>w_A</c> moves along <c>(X_AᵀX_A/n)⁻¹ s_A</c>. A knot is where another
/// feature's correlation reaches λ, or, for the Lasso, where an active coefficient reaches zero and leaves. Costs
/// <c>n p + |A|³/3</c> multiplications a knot. For few knots and exact answers; long paths are <see cref="Lasso.Path{T}"/>'s.</para>
/// <para>A column that depends on the active ones stays out for good: of duplicates the first enters. Osborne, Presnell and Turlach, IMA
/// J. Numer. Anal. 20, 2000; Efron, Hastie, Johnstone and Tibshirani, Annals of Statistics 32, 2004.</para>
/// </remarks>
public static unsafe class Lars
{
    private const string Operation = "Lars.Path";

    /// <summary>The path, from the first knot down to a weight.</summary>
    /// <typeparam name="T">The element type: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="design">The samples, one a row: [n, p], dense or sparse.</param>
    /// <param name="targets">What to predict: [n].</param>
    /// <param name="options">Which path, and how far; the Lasso's to its end when null.</param>
    /// <param name="context">Threads and memory; all cores when null.</param>
    /// <param name="cancellationToken">Ends the path at the present knot.</param>
    /// <returns>The path.</returns>
    /// <exception cref="ArgumentNullException">The design or the targets are null.</exception>
    /// <exception cref="ShapeMismatchException">The design is empty, or lengths do not fit together.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An element is not finite.</exception>
    /// <exception cref="ArgumentException">Coefficients are to stay positive, but none may leave.</exception>
    public static LarsPath<T> Path<T>(Design<T> design, Tensor<T> targets, LarsOptions? options = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SparseArguments.Targets(design, targets, Operation);
        options ??= new LarsOptions();
        if (options.Positive && !options.RemovesFeatures)
            throw new ArgumentException($"{Operation}: coefficients stay positive only where those that reach zero leave.", nameof(options));
        using var prepared = new PreparedDesign<T>(design, null, options.HasIntercept, options.Standardize, Operation, context);
        return prepared.IsSparse
            ? new Walk<T, SparseColumns<T>>(prepared, prepared.Sparse, targets, options, context).Run(cancellationToken)
            : new Walk<T, DenseColumns<T>>(prepared, prepared.Dense, targets, options, context).Run(cancellationToken);
    }

    /// <summary>The state between two knots.</summary>
    private sealed class Walk<T, TColumns>(PreparedDesign<T> design, TColumns columns, Tensor<T> targets, LarsOptions options, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TColumns : struct, IColumns<T>
    {
        private static readonly T[] Upwards = [T.One], BothWays = [T.One, -T.One];

        private readonly List<int> _active = [];
        private readonly List<int> _events = [];
        private readonly List<double> _knots = [];
        private readonly List<double> _intercepts = [];
        private readonly List<T[]> _coefficients = [];
        private readonly int[] _all = [.. Enumerable.Range(0, design.Count)];
        private readonly bool[] _isOut = new bool[design.Count];
        private readonly T[] _w = new T[design.Count];
        private readonly T[] _c = new T[design.Count];
        private readonly T[] _slopes = new T[design.Count];
        private readonly T _n = T.CreateChecked(design.Rows);
        private T _mean;

        public LarsPath<T> Run(CancellationToken cancellationToken)
        {
            using var vectors = new Workspace<T>(3L * design.Stride, clear: true);
            T* y = vectors.Data, residual = y + design.Stride, motion = residual + design.Stride;
            targets.CopyTo(new Span<T>(y, design.Rows));
            if (options.HasIntercept)
            {
                _mean = ColumnKernels.Dot(design.Stride, y, design.Ones) / _n;
                ColumnKernels.Add(design.Stride, -_mean, design.Ones, y);
            }

            Correlate(y, _c);
            int first = Largest();
            T now = first < 0 ? T.Zero : T.Abs(_c[first]), last = T.CreateChecked(options.SmallestLambda);
            Record(now, first < 0 ? [] : [first]);
            Status status = Status.Stalled;
            while (first >= 0)
            {
                if (now <= last || _knots.Count >= options.MaxKnots || cancellationToken.IsCancellationRequested)
                {
                    status = now <= last ? Status.Converged : _knots.Count >= options.MaxKnots ? Status.IterationLimit : Status.Cancelled;
                    break;
                }

                if (first < _w.Length && !_active.Contains(first))
                    _active.Add(first);
                if (Direction(out T[] direction) is false)
                {
                    // The new column depends on the active ones.
                    _isOut[first] = true;
                    _active.Remove(first);
                    if (_active.Count == 0 || !Direction(out direction))
                        break;
                }

                new Span<T>(motion, design.Stride).Clear();
                Add(motion, direction);
                Correlate(motion, _slopes);
                (T step, int next, bool leaves) = NextEvent(direction, now, last);
                for (int i = 0; i < _active.Count; i++)
                    _w[_active[i]] += step * direction[i];
                now = step == now - last ? last : now - step;
                if (leaves)
                {
                    _w[next] = T.Zero;
                    _active.Remove(next);
                }

                // Anew from the coefficients, so that the roundings of many knots do not add up.
                new ReadOnlySpan<T>(y, design.Stride).CopyTo(new Span<T>(residual, design.Stride));
                Add(residual, [.. _active.Select(j => -_w[j])]);
                Correlate(residual, _c);
                Record(now, next < 0 ? [] : [leaves ? -1 - next : next]);
                first = leaves ? _w.Length : next;
                if (next < 0)
                    first = now <= last ? _w.Length : -1;
            }

            return new LarsPath<T>
            {
                Knots = _knots,
                Coefficients = Tensor.From<T>([.. _coefficients.SelectMany(w => w)], _knots.Count, design.Count),
                Intercepts = _intercepts,
                Events = _events,
                Status = first < 0 && now <= last ? Status.Converged : status,
            };
        }

        private void Correlate(T* vector, T[] correlations)
        {
            var view = new ResidualVector<T>(vector, null, _n) { Sum = ColumnKernels.Dot(design.Stride, vector, design.Ones) };
            columns.Dot(_all, view, correlations, context);
            foreach (ref T c in correlations.AsSpan())
                c /= _n;
        }

        private void Add(T* vector, T[] factors)
        {
            var view = new ResidualVector<T>(vector, null, _n);
            for (int i = 0; i < _active.Count; i++)
                columns.Add(_active[i], factors[i], ref view);
            view.Settle(design.Rows);
        }

        private int Largest()
        {
            int best = -1;
            for (int j = 0; j < _c.Length; j++)
            {
                if (Size(_c[j]) > (best < 0 ? T.Zero : Size(_c[best])))
                    best = j;
            }

            return best;
        }

        /// <summary>How large a correlation is, in the directions that a coefficient may take.</summary>
        private T Size(T correlation) => options.Positive ? correlation : T.Abs(correlation);

        /// <summary>Solves <c>(X_AᵀX_A/n) d = s</c> with the signs of the active correlations; false where the columns depend on each other.</summary>
        private bool Direction(out T[] direction)
        {
            int k = _active.Count;
            direction = [];
            var gram = Tensor.Zeros<T>(k, k);
            var signs = Tensor.Zeros<T>(k);
            int[] members = [.. _active];
            var products = new T[k];
            using var column = new Workspace<T>(design.Stride);
            for (int i = 0; i < k; i++)
            {
                column.Span.Clear();
                var view = new ResidualVector<T>(column.Data, null, _n);
                columns.Add(members[i], T.One, ref view);
                view.Settle(design.Rows);
                columns.Dot(members, view, products, ComputeContext.SingleThread);
                for (int j = 0; j < k; j++)
                    gram[i, j] = products[j] / _n;
                // Of the correlation: without removals a coefficient may have crossed zero.
                signs[i] = T.CopySign(T.One, _c[members[i]]);
            }

            try
            {
                CholeskyFactorization<T> cholesky = Matrix.Cholesky(gram, context);
                direction = cholesky.Solve(signs, context).ToArray();
            }
            catch (NotPositiveDefiniteException)
            {
                return false;
            }

            // A pivot that is all rounding passes for positive now and then; its direction is then out of all proportion.
            T worst = T.Zero;
            for (int i = 0; i < k; i++)
            {
                T sum = T.Zero;
                for (int j = 0; j < k; j++)
                    sum += gram[i, j] * direction[j];
                worst = T.Max(worst, T.Abs(sum - signs[i]));
            }

            return worst < T.Sqrt(Vectors.Epsilon<T>());
        }

        /// <summary>How far λ falls until the next event, and what it is: a feature enters (or −1 for the end), or an active one leaves.</summary>
        private (T Step, int Feature, bool Leaves) NextEvent(T[] direction, T now, T last)
        {
            T step = now - last, tiny = T.CreateChecked(16) * Vectors.Epsilon<T>() * now;
            int feature = -1;
            bool leaves = false;
            for (int j = 0; j < _c.Length; j++)
            {
                if (_isOut[j] || _active.Contains(j))
                    continue;
                foreach (T sign in options.Positive ? Upwards : BothWays)
                {
                    T speed = T.One - (sign * _slopes[j]), until = (now - (sign * _c[j])) / speed;
                    if (speed > T.Zero && until > tiny && until < step)
                        (step, feature) = (until, j);
                }
            }

            for (int i = 0; i < _active.Count && options.RemovesFeatures; i++)
            {
                T until = -_w[_active[i]] / direction[i];
                if (until > tiny && until < step)
                    (step, feature, leaves) = (until, _active[i], true);
            }

            return (step, feature, leaves);
        }

        private void Record(T lambda, int[] events)
        {
            _knots.Add(double.CreateChecked(lambda));
            _events.AddRange(events);
            var w = new T[_w.Length];
            T intercept = _mean;
            for (int j = 0; j < w.Length; j++)
            {
                w[j] = _w[j] * design.Scales[j];
                intercept -= w[j] * design.Means[j];
            }

            _coefficients.Add(w);
            _intercepts.Add(double.CreateChecked(intercept));
        }
    }
}
