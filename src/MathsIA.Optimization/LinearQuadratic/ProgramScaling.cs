namespace MathsIA.Optimization;

/// <summary>Rescales a program so that rows and columns have elements of order 1: <c>x = D x'</c>, equations and inequalities times E. Ruiz 2001.</summary>
internal sealed class ProgramScaling
{
    private const int Rounds = 12;
    private readonly double[] _columns;
    private readonly double[] _equalities;
    private readonly double[] _inequalities;

    public ProgramScaling(DenseProgram program)
    {
        int n = program.Variables, p = program.Right.Length, m = program.InequalityRows;
        _columns = Ones(n);
        _equalities = Ones(p);
        _inequalities = Ones(m);
        double[]? quadratic = (double[]?)program.Quadratic?.Clone();
        double[] a = (double[])program.Equalities.Clone(), g = (double[])program.Inequalities.Clone();
        var largest = new double[n];
        for (int round = 0; round < Rounds; round++)
        {
            Array.Clear(largest);
            Widen(quadratic, n, largest);
            Widen(a, n, largest);
            Widen(g, n, largest);
            for (int j = 0; j < n; j++)
                largest[j] = Factor(largest[j]);
            ScaleRows(a, n, _equalities);
            ScaleRows(g, n, _inequalities);
            for (int j = 0; j < n; j++)
                _columns[j] *= largest[j];
            ScaleColumns(a, n, largest);
            ScaleColumns(g, n, largest);
            if (quadratic is not null)
            {
                ScaleColumns(quadratic, n, largest);
                for (int i = 0; i < n; i++)
                    Vectors.Scale(quadratic.AsSpan(i * n, n), largest[i]);
            }
        }

        double[] cost = [.. program.Cost.Select((c, j) => c * _columns[j])];
        double[] right = [.. program.Right.Select((b, i) => b * _equalities[i])];
        double[] limits = [.. program.Limits.Select((h, i) => h * RowFactor(program, i))];
        Scaled = program.With(quadratic, cost, a, right, g, limits);
    }

    /// <summary>The program in the new units.</summary>
    public DenseProgram Scaled { get; }

    /// <summary>Takes a point and multipliers back to the old units, in place; x: <c>Dx'</c>, y: <c>Ey'</c>, and a bound's multiplier is divided by its column's factor.</summary>
    public void Restore(DenseProgram program, Span<double> x, Span<double> y, Span<double> z)
    {
        Vectors.Multiply(x, _columns);
        Vectors.Multiply(y, _equalities);
        for (int i = 0; i < z.Length; i++)
            z[i] *= RowFactor(program, i);
    }

    private double RowFactor(DenseProgram program, int row)
    {
        if (row < _inequalities.Length)
            return _inequalities[row];
        row -= _inequalities.Length;
        return 1 / _columns[row < program.Upper.Length ? program.Upper[row] : program.Lower[row - program.Upper.Length]];
    }

    private static double[] Ones(int count)
    {
        var ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double Factor(double largest) => largest > 1e-150 && largest < 1e150 ? 1 / Math.Sqrt(largest) : 1;

    private static void Widen(double[]? rows, int n, double[] largest)
    {
        for (int i = 0; i < (rows?.Length ?? 0); i++)
            largest[i % n] = Math.Max(largest[i % n], Math.Abs(rows![i]));
    }

    private static void ScaleRows(double[] rows, int n, double[] factors)
    {
        for (int i = 0; i < factors.Length; i++)
        {
            Span<double> row = rows.AsSpan(i * n, n);
            double factor = Factor(Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(row)));
            Vectors.Scale(row, factor);
            factors[i] *= factor;
        }
    }

    private static void ScaleColumns(double[] rows, int n, double[] factors)
    {
        for (int i = 0; i < rows.Length; i += n)
            Vectors.Multiply(rows.AsSpan(i, n), factors);
    }
}
