namespace MathsIA.AutoDiff;

/// <summary>The coefficients of an explicit Runge-Kutta method: <c>k_i = f(t + c_i h, y + h Σ_j a_ij k_j)</c>, <c>y⁺ = y + h Σ_i b_i k_i</c>.</summary>
/// <remarks>The methods that come with the library are static properties; another one is another tableau. J. C. Butcher 1964; Hairer, Nørsett
/// and Wanner, Solving Ordinary Differential Equations I, chapter II.</remarks>
public sealed partial class ButcherTableau
{
    private readonly double[][] _matrix;
    private readonly double[] _weights;
    private readonly double[] _nodes;
    private readonly double[]? _errorWeights;
    private readonly double[][]? _interpolant;

    /// <summary>Creates a method.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="order">The order of its error.</param>
    /// <param name="matrix">The coefficients a: row i has i entries, the first row none.</param>
    /// <param name="weights">The weights b, which sum to 1.</param>
    /// <param name="errorWeights">For adaptive steps, the weights of the error estimate: b minus those of the embedded method; they sum to 0.</param>
    /// <param name="interpolant">For dense output, the polynomials <c>b_i(θ) = Σ_j p_ij θ^(j+1)</c> with <c>b_i(1) = b_i</c>, one row a stage; without
    /// them a cubic through both ends and their slopes is used.</param>
    /// <exception cref="ArgumentNullException">Name, matrix or weights are null.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit, or a sum is wrong.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public ButcherTableau(string name, int order, double[][] matrix, double[] weights, double[]? errorWeights = null, double[][]? interpolant = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        int stages = weights.Length;
        if (matrix.Length != stages || matrix.Where((row, i) => row.Length != i).Any())
            throw new ArgumentException($"{name}: the matrix of an explicit method of {stages} stages has {stages} rows, of 0, 1, 2, ... entries.", nameof(matrix));
        Require(Math.Abs(weights.Sum() - 1) < 1e-12, "the weights must sum to 1", nameof(weights));
        Require(errorWeights is null || (errorWeights.Length == stages && Math.Abs(errorWeights.Sum()) < 1e-12), "there must be one error weight a stage, and their sum must be 0", nameof(errorWeights));
        Require(interpolant is null || (interpolant.Length == stages && !interpolant.Where((row, i) => Math.Abs(row.Sum() - weights[i]) > 1e-12).Any()), "the interpolant must have one polynomial a stage, equal to its weight at 1", nameof(interpolant));
        Name = name;
        Order = order;
        _matrix = [.. matrix.Select(row => (double[])row.Clone())];
        _weights = [.. weights];
        _nodes = [.. matrix.Select(static row => Snapped(row.Sum()))];
        _errorWeights = errorWeights is null ? null : [.. errorWeights];
        _interpolant = interpolant is null ? null : [.. interpolant.Select(row => (double[])row.Clone())];
        FirstSameAsLast = stages > 1 && _nodes[^1] == 1 && weights[^1] == 0 && _matrix[^1].AsSpan().SequenceEqual(weights.AsSpan(0, stages - 1));

        void Require(bool holds, string what, string argument)
        {
            if (!holds)
                throw new ArgumentException($"{name}: {what}.", argument);
        }
    }

    /// <summary>What the method is called.</summary>
    public string Name { get; }

    /// <summary>The power of the step that the error after a fixed time goes with.</summary>
    public int Order { get; }

    /// <summary>The number of stages.</summary>
    public int Stages => _weights.Length;

    /// <summary>Whether it estimates its error and so can choose its steps.</summary>
    public bool IsAdaptive => _errorWeights is not null;

    /// <summary>Whether the last stage is the first of the next step, so that a step costs one evaluation less.</summary>
    public bool FirstSameAsLast { get; }

    /// <summary>The times of the stages within a step, c, which are the row sums of a.</summary>
    public ReadOnlySpan<double> Nodes => _nodes;

    /// <summary>The weights b.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The weights of the error estimate; empty for a method without one.</summary>
    public ReadOnlySpan<double> ErrorWeights => _errorWeights;

    /// <summary>The coefficients of one stage.</summary>
    /// <param name="stage">The stage, from 0.</param>
    /// <returns>As many numbers as there are stages before it.</returns>
    public ReadOnlySpan<double> Row(int stage) => _matrix[stage];

    /// <summary>The weights of the stages at a point within a step, where the method has an interpolant of its own.</summary>
    /// <param name="theta">The point, from 0 to 1.</param>
    /// <returns>The weights <c>b_i(θ)</c>; null where there is none.</returns>
    public double[]? WeightsAt(double theta) => _interpolant is null ? null : Array.ConvertAll(_interpolant, row =>
    {
        double value = 0;
        for (int j = row.Length - 1; j >= 0; j--)
            value = (value + row[j]) * theta;
        return value;
    });

    /// <summary>A sum that is an integer but for rounding is one: a stage at the end of a step is at the time of the next.</summary>
    private static double Snapped(double sum) => Math.Abs(sum - Math.Round(sum)) < 1e-14 ? Math.Round(sum) : sum;

    /// <summary>The name.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name;
}
