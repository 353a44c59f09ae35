using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>The iterates of the primal-dual method of <see cref="SimplexTrendFilter"/>.</summary>
/// <remarks>With <c>(DW)_i = W_{i+1} − W_i</c>, residuals <c>r_i = y_i − ⟨M_i, W_i⟩</c> and slopes <c>g_i = (Dᵀu)_i − 2 r_i M_i</c> of the Lagrangian, a
/// pair (W, u) is optimal when no <c>g_ij</c> of a positive weight is above <c>min_j g_ij</c>, and <c>⟨u, DW⟩ = λ TV(W)</c>.</remarks>
internal sealed class SimplexTrendIteration<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly T Two = T.One + T.One;

    private readonly T[] _signals;
    private readonly T[] _targets;
    private readonly T[] _previous;
    private readonly T[] _slopes;
    private readonly T _lambda;
    private readonly TrendPenalty _penalty;
    private readonly Simplex<T> _simplex = new();
    private readonly IProximable<T> _ball;
    private readonly T _step;
    private readonly T _dualStep;
    private readonly int _n;
    private readonly int _m;

    public SimplexTrendIteration(Tensor<T> signals, Tensor<T> targets, T lambda, TrendPenalty penalty)
    {
        (_n, _m) = (signals.Shape[0], signals.Shape[1]);
        (_signals, _targets, _lambda, _penalty) = (signals.ToArray(), targets.ToArray(), lambda, penalty);
        double radius = Widening.ToDouble(lambda);
        // What the penalty's conjugate allows a dual row.
        _ball = penalty == TrendPenalty.Entries ? new LInfinityBall<T>(radius) : new L2Ball<T>(radius);
        Weights = new T[_n * _m];
        Array.Fill(Weights, T.One / T.CreateChecked(_m));
        Dual = new T[(_n - 1) * _m];
        _previous = new T[_n * _m];
        _slopes = new T[_m];
        T largest = T.Zero;
        for (int i = 0; i < _n; i++)
            largest = T.Max(largest, Vectors.Dot<T>(Row(_signals, i), Row(_signals, i)));
        // 1/τ − σ ‖D‖² ≥ L/2 with L = 2 max ‖M_i‖² and ‖D‖² < 4.
        T curvature = largest > T.Zero ? largest : T.One;
        _dualStep = T.Max(curvature, lambda) / T.CreateChecked(4);
        _step = T.One / (curvature + (T.CreateChecked(4) * _dualStep));
    }

    /// <summary>The weights W, rows of the simplex: [n, m].</summary>
    public T[] Weights { get; }

    /// <summary>The dual point u, within what the penalty allows: [n − 1, m].</summary>
    public T[] Dual { get; }

    public void Step()
    {
        Weights.CopyTo(_previous, 0);
        for (int i = 0; i < _n; i++)
        {
            Span<T> row = Row(Weights, i);
            Slopes(i);
            for (int j = 0; j < _m; j++)
                row[j] -= _step * _slopes[j];
            _simplex.Prox(row, T.One, row);
        }

        for (int i = 0; i < _n - 1; i++)
        {
            for (int j = 0; j < _m; j++)
            {
                int at = (i * _m) + j;
                T now = Weights[at + _m] - Weights[at], before = _previous[at + _m] - _previous[at];
                Dual[at] += _dualStep * (now + now - before);
            }

            _ball.Prox(Row(Dual, i), T.One, Row(Dual, i));
        }
    }

    /// <summary>Goes back to a pair.</summary>
    public void Restore(ReadOnlySpan<T> weights, ReadOnlySpan<T> dual)
    {
        weights.CopyTo(Weights);
        dual.CopyTo(Dual);
    }

    /// <summary>The objective at the weights, and its duality gap with the dual point.</summary>
    /// <remarks>The gap is a sum of terms that are each at least 0, so nothing cancels: small gaps have digits.</remarks>
    public (T Objective, T Gap) Measure()
    {
        T objective = T.Zero, gap = T.Zero;
        for (int i = 0; i < _n; i++)
        {
            T rest = Slopes(i), least = T.PositiveInfinity;
            foreach (T slope in _slopes)
                least = T.Min(least, slope);
            for (int j = 0; j < _m; j++)
                gap += Weights[(i * _m) + j] * (_slopes[j] - least);
            objective += rest * rest;
            if (i == _n - 1)
                break;
            T size = T.Zero, pairing = T.Zero;
            for (int j = 0; j < _m; j++)
            {
                int at = (i * _m) + j;
                T jump = Weights[at + _m] - Weights[at];
                size += _penalty == TrendPenalty.Entries ? T.Abs(jump) : jump * jump;
                pairing += Dual[at] * jump;
            }

            size = _lambda * (_penalty == TrendPenalty.Entries ? size : T.Sqrt(size));
            objective += size;
            gap += T.Max(T.Zero, size - pairing);
        }

        return (objective, gap);
    }

    /// <summary>The largest entry of <c>W_i − P(W_i − g_i)</c> and of <c>u_i − P(u_i + (DW)_i)</c>, with P the projections of the rows: 0 at a solution
    /// and nowhere else.</summary>
    public T Violation()
    {
        T worst = T.Zero;
        T[] moved = new T[_m];
        for (int i = 0; i < _n; i++)
        {
            ReadOnlySpan<T> row = Row(Weights, i);
            Slopes(i);
            for (int j = 0; j < _m; j++)
                moved[j] = row[j] - _slopes[j];
            _simplex.Prox(moved, T.One, moved);
            worst = T.Max(worst, LargestDifference(row, moved));
            if (i == _n - 1)
                break;
            ReadOnlySpan<T> dual = Row(Dual, i), next = Row(Weights, i + 1);
            for (int j = 0; j < _m; j++)
                moved[j] = dual[j] + next[j] - row[j];
            _ball.Prox(moved, T.One, moved);
            worst = T.Max(worst, LargestDifference(dual, moved));
        }

        return worst;
    }

    private Span<T> Row(T[] matrix, int i) => matrix.AsSpan(i * _m, _m);

    private static T LargestDifference(ReadOnlySpan<T> left, ReadOnlySpan<T> right)
    {
        T largest = T.Zero;
        for (int j = 0; j < left.Length; j++)
            largest = T.Max(largest, T.Abs(left[j] - right[j]));
        return largest;
    }

    /// <summary>Computes the slopes <c>g_i</c> of a row; the answer is its residual <c>r_i</c>.</summary>
    private T Slopes(int i)
    {
        ReadOnlySpan<T> signals = Row(_signals, i);
        T rest = _targets[i] - Vectors.Dot<T>(signals, Row(Weights, i));
        for (int j = 0; j < _m; j++)
        {
            int at = (i * _m) + j;
            T before = i > 0 ? Dual[at - _m] : T.Zero, after = i < _n - 1 ? Dual[at] : T.Zero;
            _slopes[j] = before - after - (Two * rest * signals[j]);
        }

        return rest;
    }
}
