namespace MathsIA.Optimization;

/// <summary>The systems of one interior point step, <c>[Q Aᵀ Gᵀ; A 0 0; G 0 −W]</c> with a positive diagonal W: inequalities are eliminated, the rest is factored with a
/// small regularization, and refinement against the true matrix takes that out again.</summary>
internal sealed class KktSystem
{
    private const int MostRefinements = 6;
    private const double Regularization = 1e-10;
    private readonly DenseProgram _program;
    private readonly QuasiDefinite<double> _factorization;
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

    public KktSystem(DenseProgram program)
    {
        _program = program;
        int n = program.Variables, p = program.Right.Length, m = program.Limits.Length;
        _factorization = new QuasiDefinite<double>(n + p, n);
        (_weights, _limits, _scaledRow, _reduced) = (new double[m], new double[m], new double[n], new double[n + p]);
        (_e1, _e2, _e3) = (new double[n], new double[p], new double[m]);
        (_dx, _dy, _dz) = (new double[n], new double[p], new double[m]);
    }

    /// <summary>Factors for W = s/z.</summary>
    public void Factor(ReadOnlySpan<double> s, ReadOnlySpan<double> z)
    {
        int n = _program.Variables, p = _program.Right.Length, rows = _program.InequalityRows;
        for (int i = 0; i < s.Length; i++)
            _weights[i] = z[i] / s[i];
        for (int i = 0; i < n; i++)
        {
            Span<double> row = _factorization.Row(i);
            if (_program.Quadratic is { } quadratic)
                quadratic.AsSpan(i * n, i + 1).CopyTo(row);
            else
                row.Clear();
            row[i] += Regularization;
        }

        for (int k = 0; k < rows; k++)
        {
            ReadOnlySpan<double> g = _program.Inequalities.AsSpan(k * n, n);
            System.Numerics.Tensors.TensorPrimitives.Multiply(g, _weights[k], _scaledRow);
            for (int i = 0; i < n; i++)
            {
                if (g[i] != 0)
                    Vectors.AddScaled(_factorization.Row(i), g[i], _scaledRow.AsSpan(0, i + 1), _factorization.Row(i));
            }
        }

        int bound = rows;
        foreach (int i in _program.Upper)
            _factorization.Row(i)[i] += _weights[bound++];
        foreach (int i in _program.Lower)
            _factorization.Row(i)[i] += _weights[bound++];
        for (int i = 0; i < p; i++)
        {
            Span<double> row = _factorization.Row(n + i);
            row.Clear();
            _program.Equalities.AsSpan(i * n, n).CopyTo(row);
            row[n + i] = -Regularization;
        }

        _factorization.Factor();
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
        int n = _program.Variables;
        Span<double> reduced = _reduced;
        r1.CopyTo(reduced);
        r2.CopyTo(reduced[n..]);
        r3.CopyTo(_limits);
        Vectors.Multiply(_limits, _weights);
        _program.AddTransposed(default, _limits, reduced[..n]);
        _factorization.Solve(reduced);
        reduced[..n].CopyTo(x);
        reduced[n..].CopyTo(y);
        _program.MultiplyInequalities(x, z);
        Vectors.AddScaled(z, -1, r3, z);
        Vectors.Multiply(z, _weights);
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
