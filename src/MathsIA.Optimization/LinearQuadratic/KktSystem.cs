namespace MathsIA.Optimization;

/// <summary>The systems of one interior point step, <c>[Q Aᵀ Gᵀ; A 0 0; G 0 −W]</c> with a positive diagonal W: factored with a small
/// regularization, which refinement against the true matrix takes out again.</summary>
internal sealed class KktSystem
{
    private const int MostRefinements = 6;
    private const double Regularization = 1e-10;
    private const double LargestWeight = 1e3;
    private readonly DenseProgram _program;
    private readonly PivotedElimination _elimination;
    private readonly int[] _kept;
    private readonly double[] _weights;
    private readonly double[] _scaledRow;
    private readonly double[] _reduced;
    private readonly double[] _limits;
    private readonly double[] _e1;
    private readonly double[] _e2;
    private readonly double[] _e3;
    private readonly double[] _dx;
    private readonly double[] _dy;
    private readonly double[] _dz;
    private int _keptCount;

    public KktSystem(DenseProgram program)
    {
        _program = program;
        int n = program.Variables, p = program.Right.Length, m = program.Limits.Length;
        _elimination = new PivotedElimination(n + p + m);
        _kept = new int[m];
        (_weights, _limits, _scaledRow, _reduced) = (new double[m], new double[m], new double[n], new double[n + p + m]);
        (_e1, _e2, _e3) = (new double[n], new double[p], new double[m]);
        (_dx, _dy, _dz) = (new double[n], new double[p], new double[m]);
    }

    /// <summary>Factors for W = s/z. Rows with a large W are eliminated; those with a small one, the active ones, stay in the system, where elimination would
    /// drown everything else in their weights.</summary>
    public void Factor(ReadOnlySpan<double> s, ReadOnlySpan<double> z)
    {
        int n = _program.Variables, p = _program.Right.Length, m = s.Length;
        _keptCount = 0;
        for (int i = 0; i < m; i++)
        {
            _weights[i] = z[i] / s[i];
            if (_weights[i] > LargestWeight)
                _kept[_keptCount++] = i;
        }

        _elimination.Begin(n + p + _keptCount);
        for (int i = 0; i < n; i++)
        {
            Span<double> row = _elimination.Row(i);
            if (_program.Quadratic is { } quadratic)
                quadratic.AsSpan(i * n, n).CopyTo(row);
            row[i] += Regularization;
        }

        for (int i = 0; i < m; i++)
        {
            if (!(_weights[i] > LargestWeight))
                Eliminate(i);
        }

        for (int i = 0; i < p; i++)
            Border(n + i, _program.Equalities.AsSpan(i * n, n), Regularization);
        for (int k = 0; k < _keptCount; k++)
        {
            _program.CopyInequality(_kept[k], _scaledRow);
            Border(n + p + k, _scaledRow, (1 / _weights[_kept[k]]) + Regularization);
        }

        _elimination.Factor();
    }

    private void Eliminate(int inequality)
    {
        int n = _program.Variables;
        double weight = _weights[inequality];
        if (inequality >= _program.InequalityRows)
        {
            int i = _program.BoundedVariable(inequality);
            _elimination.Row(i)[i] += weight;
            return;
        }

        ReadOnlySpan<double> g = _program.Inequalities.AsSpan(inequality * n, n);
        for (int i = 0; i < n; i++)
        {
            if (g[i] != 0)
                Vectors.AddScaled(_elimination.Row(i)[..n], weight * g[i], g, _elimination.Row(i)[..n]);
        }
    }

    private void Border(int index, ReadOnlySpan<double> row, double diagonal)
    {
        row.CopyTo(_elimination.Row(index));
        for (int j = 0; j < row.Length; j++)
            _elimination.Row(j)[index] = row[j];
        _elimination.Row(index)[index] = -diagonal;
    }

    /// <summary>Solves for one right side.</summary>
    public void Solve(ReadOnlySpan<double> r1, ReadOnlySpan<double> r2, ReadOnlySpan<double> r3, Span<double> x, Span<double> y, Span<double> z)
    {
        SolveRegularized(r1, r2, r3, x, y, z);
        double last = double.PositiveInfinity;
        for (int round = 0; round < MostRefinements; round++)
        {
            double error = Residual(r1, r2, r3, x, y, z);
            // Refine as long as it pays, and take back what made it worse.
            if (!(error < 0.5 * last) || error == 0)
            {
                if (error > last)
                    Add(-1, x, y, z);
                break;
            }

            last = error;
            SolveRegularized(_e1, _e2, _e3, _dx, _dy, _dz);
            Add(1, x, y, z);
        }
    }

    private void Add(double sign, Span<double> x, Span<double> y, Span<double> z)
    {
        Vectors.AddScaled(x, sign, _dx, x);
        Vectors.AddScaled(y, sign, _dy, y);
        Vectors.AddScaled(z, sign, _dz, z);
    }

    private void SolveRegularized(ReadOnlySpan<double> r1, ReadOnlySpan<double> r2, ReadOnlySpan<double> r3, Span<double> x, Span<double> y, Span<double> z)
    {
        int n = _program.Variables, p = r2.Length;
        Span<double> reduced = _reduced.AsSpan(0, n + p + _keptCount), limits = _limits;
        r1.CopyTo(reduced);
        r2.CopyTo(reduced[n..]);
        r3.CopyTo(limits);
        Vectors.Multiply(limits, _weights);
        for (int k = 0; k < _keptCount; k++)
        {
            reduced[n + p + k] = r3[_kept[k]];
            limits[_kept[k]] = 0;
        }

        _program.AddTransposed(default, limits, reduced[..n]);
        _elimination.Solve(reduced);
        reduced[..n].CopyTo(x);
        reduced.Slice(n, p).CopyTo(y);
        _program.MultiplyInequalities(x, z);
        Vectors.AddScaled(z, -1, r3, z);
        Vectors.Multiply(z, _weights);
        for (int k = 0; k < _keptCount; k++)
            z[_kept[k]] = reduced[n + p + k];
    }

    private double Residual(ReadOnlySpan<double> r1, ReadOnlySpan<double> r2, ReadOnlySpan<double> r3, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z)
    {
        _program.MultiplyQuadratic(x, _e1);
        _program.AddTransposed(y, z, _e1);
        Vectors.AddScaled(r1, -1, _e1, _e1);
        _program.MultiplyEqualities(x, _e2);
        Vectors.AddScaled(r2, -1, _e2, _e2);
        _program.MultiplyInequalities(x, _e3);
        double error = Math.Max(Largest(_e1), Largest(_e2));
        for (int i = 0; i < z.Length; i++)
        {
            _e3[i] = r3[i] - (_e3[i] - (z[i] / _weights[i]));
            error = Math.Max(error, Math.Abs(_e3[i]));
        }

        return error;
    }

    private static double Largest(ReadOnlySpan<double> x)
    {
        double largest = 0;
        foreach (double element in x)
            largest = Math.Max(largest, Math.Abs(element));
        return largest;
    }
}
