using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>The entropic plan between standardized values and fixed, evenly spaced targets, and the derivative of anything that depends on it.</summary>
/// <remarks>Values are brought to mean 0 and variance 1, targets lie evenly on <c>[−√3, √3]</c>, which has that mean and variance as a uniform distribution: ε means
/// the same whatever the values are measured in.</remarks>
internal sealed class SoftPlan
{
    private readonly double[] _standard;
    private readonly double _deviation;
    private readonly double[] _targets;
    private readonly double _epsilon;

    public SoftPlan(double[] values, int targets, double epsilon, double tolerance, int maxIterations)
    {
        int n = values.Length;
        _epsilon = epsilon;
        double mean = values.Average();
        _deviation = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / n);
        _standard = [.. values.Select(x => _deviation == 0 ? 0 : (x - mean) / _deviation)];
        double edge = Math.Sqrt(3);
        _targets = [.. Enumerable.Range(0, targets).Select(j => targets == 1 ? 0 : edge * (((2.0 * j) / (targets - 1)) - 1))];
        double[] costs = [.. from x in _standard from y in _targets select (x - y) * (x - y)];
        Result = new Sinkhorn { Epsilon = epsilon, Tolerance = tolerance, MaxIterations = maxIterations }.Solve(new DenseCost<double>(Tensor.From(costs, n, targets)));
        Plan = Result.Plan.ToDense();
    }

    public TransportResult<double> Result { get; }

    /// <summary>The plan, values by targets, with uniform masses.</summary>
    public Tensor<double> Plan { get; }

    /// <summary>The gradient with respect to the values of a function of the plan, given its gradient with respect to the plan.</summary>
    /// <remarks>From <c>dP = P (df ⊕ dg − dC) / ε</c> with the marginals held: one symmetric system in (f, g), <c>O(m³ + n m²)</c>, the same for every direction
    /// (implicit function theorem).</remarks>
    public double[] Pullback(ReadOnlySpan<double> slope)
    {
        int n = _standard.Length, m = _targets.Length;
        ReadOnlySpan<double> plan = Plan.AsSpan();
        double[] rows = new double[n], columns = new double[m], rowMass = new double[n], columnMass = new double[m];
        for (int k = 0; k < plan.Length; k++)
        {
            double weighted = slope[k] * plan[k] / _epsilon;
            rows[k / m] += weighted;
            columns[k % m] += weighted;
            rowMass[k / m] += plan[k];
            columnMass[k % m] += plan[k];
        }

        double[] mu = SolveColumns(plan, rows, columns, rowMass, columnMass), lambda = new double[n];
        for (int i = 0; i < n; i++)
        {
            double sum = rows[i];
            for (int j = 0; j < m; j++)
                sum -= plan[(i * m) + j] * mu[j];
            lambda[i] = sum / rowMass[i];
        }

        var standard = new double[n];
        for (int k = 0; k < plan.Length; k++)
        {
            double cost = plan[k] * (lambda[k / m] + mu[k % m] - (slope[k] / _epsilon));
            standard[k / m] += cost * 2 * (_standard[k / m] - _targets[k % m]);
        }

        return Unstandardize(standard);
    }

    /// <summary>Eliminates the rows of <c>[diag(a), P; Pᵀ, diag(b)]</c>. Constants are in the kernel of what is left: the rank-one term takes them out.</summary>
    private static double[] SolveColumns(ReadOnlySpan<double> plan, double[] rows, double[] columns, double[] rowMass, double[] columnMass)
    {
        int n = rows.Length, m = columns.Length;
        Tensor<double> system = Tensor.Zeros<double>(m, m);
        var right = (double[])columns.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
            {
                double share = plan[(i * m) + j] / rowMass[i];
                right[j] -= share * rows[i];
                for (int l = 0; l < m; l++)
                    system[j, l] -= share * plan[(i * m) + l];
            }
        }

        for (int j = 0; j < m; j++)
        {
            system[j, j] += columnMass[j];
            for (int l = 0; l < m; l++)
                system[j, l] += columnMass[j] * columnMass[l];
        }

        return Matrix.Lu(system).Solve(Tensor.From(right)).ToArray();
    }

    /// <summary>Through <c>(x − mean) / deviation</c>, both of which move with the values.</summary>
    private double[] Unstandardize(double[] slope)
    {
        int n = slope.Length;
        if (_deviation == 0)
            return new double[n];
        double mean = slope.Average(), along = 0;
        for (int i = 0; i < n; i++)
            along += slope[i] * _standard[i] / n;
        return [.. slope.Select((s, i) => (s - mean - (_standard[i] * along)) / _deviation)];
    }
}
