using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Finds the atom most correlated with the residual, among those not yet looked at.</summary>
internal sealed class AtomSelection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>With more candidates than this a product with the whole matrix is cheaper.</summary>
    private const int MostCandidates = 24;

    private readonly SensingProblem<T> _problem;
    private readonly CorrelationScreen<T>? _screen;
    private readonly T[]? _weights;
    private readonly bool[] _excluded;
    private readonly T[] _exact;
    private readonly T[] _atom;
    private readonly float[] _rough;
    private readonly float[] _direction;
    private readonly int[] _candidates = new int[MostCandidates];
    private bool _isExact;

    public AtomSelection(SensingProblem<T> problem, bool normalize, CorrelationScreen<T>? screen)
    {
        _problem = problem;
        _screen = screen;
        _excluded = new bool[problem.Columns];
        _exact = new T[problem.Columns];
        _atom = new T[problem.Rows];
        _rough = new float[screen?.Slack.Length ?? 0];
        _direction = new float[screen is null ? 0 : problem.Rows];
        _weights = normalize ? InverseNorms() : null;
    }

    /// <summary>Looks at a new residual.</summary>
    public void Update()
    {
        T norm = Vectors.Norm<T>(_problem.Residual);
        _isExact = _screen is null || norm == T.Zero || !T.IsFinite(norm);
        if (_isExact)
        {
            _problem.Correlate(_problem.Residual, _exact);
            return;
        }

        for (int i = 0; i < _direction.Length; i++)
            _direction[i] = float.CreateTruncating(_problem.Residual[i] / norm);
        _screen!.Correlate(_direction, _rough);
    }

    /// <summary>Takes the best atom out of the list; none when every one left is orthogonal to the residual. Of equals the first wins.</summary>
    public int? TakeBest()
    {
        int? best = _isExact ? BestExact() : BestScreened();
        if (best is { } index)
            _excluded[index] = true;
        return best;
    }

    private int? BestExact()
    {
        T largest = T.Zero;
        int? best = null;
        for (int j = 0; j < _exact.Length; j++)
        {
            T size = T.Abs(_weights is null ? _exact[j] : _exact[j] * _weights[j]);
            if (size > largest && !_excluded[j])
                (largest, best) = (size, j);
        }

        return best;
    }

    private int? BestScreened()
    {
        ReadOnlySpan<float> slack = _screen!.Slack;
        float floor = 0;
        for (int j = 0; j < _excluded.Length; j++)
        {
            float low = (MathF.Abs(_rough[j]) - slack[j]) * Weight(j);
            if (low > floor && !_excluded[j])
                floor = low;
        }

        int count = 0;
        // Room for the rounding of the comparisons themselves.
        floor *= 0.99999f;
        for (int j = 0; j < _excluded.Length; j++)
        {
            float high = (MathF.Abs(_rough[j]) + slack[j]) * Weight(j);
            if (high < floor || _excluded[j])
                continue;
            if (count == MostCandidates)
            {
                _isExact = true;
                _problem.Correlate(_problem.Residual, _exact);
                return BestExact();
            }

            _candidates[count++] = j;
        }

        return count == 1 && floor > 0 ? _candidates[0] : BestOf(_candidates.AsSpan(0, count));
    }

    private int? BestOf(ReadOnlySpan<int> candidates)
    {
        T largest = T.Zero;
        int? best = null;
        foreach (int j in candidates)
        {
            _problem.CopyAtom(j, _atom);
            T correlation = Vectors.Dot<T>(_atom, _problem.Residual), size = T.Abs(_weights is null ? correlation : correlation * _weights[j]);
            if (size > largest)
                (largest, best) = (size, j);
        }

        return best;
    }

    private float Weight(int atom) => _weights is null ? 1 : float.CreateTruncating(_weights[atom]);

    private T[] InverseNorms()
    {
        var weights = new T[_problem.Columns];
        for (int j = 0; j < weights.Length; j++)
        {
            _problem.CopyAtom(j, _atom);
            T norm = Vectors.Norm<T>(_atom);
            weights[j] = norm > T.Zero ? T.One / norm : T.Zero;
        }

        return weights;
    }
}
