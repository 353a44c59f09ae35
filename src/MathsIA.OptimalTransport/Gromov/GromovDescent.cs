using MathsIA.LinearAlgebra;

namespace MathsIA.OptimalTransport;

/// <summary>Conditional gradients with exact line search from one starting plan.</summary>
/// <remarks>Along <c>P + t D</c> the objective is the parabola <c>F(P) − t gap + t² α Q(D)</c>: one pair of matrix products an iteration, for the
/// vertex that comes in; those of the plan itself follow by linearity. Everything of size n × m is kept from one iteration to the next.</remarks>
internal sealed class GromovDescent
{
    private readonly GromovProblem _problem;
    private readonly ILinearOracle _oracle;
    private readonly Tensor<double> _cross;
    private readonly Tensor<double> _gradient;
    private readonly Tensor<double> _vertex;
    private readonly Tensor<double> _vertexCross;
    private readonly double[] _marginal;
    private readonly double[] _columnTerms;
    private readonly double[] _step;
    private readonly double[] _stepTerms;

    public GromovDescent(GromovProblem problem, ILinearOracle oracle)
    {
        (_problem, _oracle) = (problem, oracle);
        Plan = Matrix();
        _cross = Matrix();
        _gradient = Matrix();
        _vertex = Matrix();
        _vertexCross = Matrix();
        _marginal = new double[problem.Columns];
        _columnTerms = new double[problem.Columns];
        _step = new double[problem.Columns];
        _stepTerms = new double[problem.Columns];

        Tensor<double> Matrix() => Tensor.Uninitialized<double>(problem.Rows, problem.Columns);
    }

    /// <summary>The plan now.</summary>
    public Tensor<double> Plan { get; }

    public double Linear { get; private set; }

    public double Quadratic { get; private set; }

    public double Value => _problem.Combine(Linear, Quadratic);

    /// <summary><c>⟨∇F(P), P − P′⟩</c> for the best vertex P′.</summary>
    public double Gap { get; private set; }

    public int Iterations { get; private set; }

    /// <summary>The values from the start on.</summary>
    public List<double> Trace { get; } = [];

    public Status Run(Tensor<double> start, int maxIterations, double tolerance, IProgress<IterationProgress>? progress, CancellationToken cancellationToken)
    {
        Begin(start);
        // The value is a difference of sums of this size: nothing smaller than its rounding can be seen.
        double scale = Scale();
        while (true)
        {
            Gap = Math.Max(0, GromovProblem.Dot(_gradient.AsSpan(), Plan.AsSpan()) - _oracle.Minimize(_gradient, _vertex, cancellationToken));
            progress?.Report(new(Iterations, Gap));
            if (!double.IsFinite(Gap))
                return Status.NonFinite;
            if (Gap <= tolerance * scale)
                return Status.Converged;
            if (cancellationToken.IsCancellationRequested)
                return Status.Cancelled;
            if (Iterations >= maxIterations)
                return Status.IterationLimit;
            double before = Value;
            Step();
            Iterations++;
            Trace.Add(Value);
            if (!(Value < before))
                return Status.Stalled;
        }
    }

    /// <summary>Sets the plan and everything that follows from it.</summary>
    public void Begin(Tensor<double> start)
    {
        start.CopyTo(Plan.AsSpan());
        Iterations = 0;
        Trace.Clear();
        _problem.Cross(Plan, _cross);
        Marginal(Plan, _marginal);
        _problem.ColumnTerms(_marginal, _columnTerms);
        Refresh();
        Trace.Add(Value);
    }

    /// <summary>The gradient at the plan.</summary>
    public Tensor<double> CurrentGradient => _gradient;

    /// <summary>The gap of the plan now, by one call of the oracle.</summary>
    public double MeasureGap(CancellationToken cancellationToken) =>
        Gap = Math.Max(0, GromovProblem.Dot(_gradient.AsSpan(), Plan.AsSpan()) - _oracle.Minimize(_gradient, _vertex, cancellationToken));

    private void Step()
    {
        _problem.Cross(_vertex, _vertexCross);
        Marginal(_vertex, _step);
        Span<double> plan = Plan.AsSpan(), vertex = _vertex.AsSpan(), cross = _cross.AsSpan(), vertexCross = _vertexCross.AsSpan();
        double common = 0;
        for (int k = 0; k < plan.Length; k++)
            common += (vertexCross[k] - cross[k]) * (vertex[k] - plan[k]);
        for (int j = 0; j < _step.Length; j++)
            _step[j] -= _marginal[j];
        _problem.ColumnTerms(_step, _stepTerms);
        double curvature = _problem.Alpha * (GromovProblem.Dot(_step, _stepTerms) - common);
        double length = curvature > 0 ? Math.Min(1, Gap / (2 * curvature)) : 1;
        for (int k = 0; k < plan.Length; k++)
        {
            plan[k] = length == 1 ? vertex[k] : plan[k] + (length * (vertex[k] - plan[k]));
            cross[k] = length == 1 ? vertexCross[k] : cross[k] + (length * (vertexCross[k] - cross[k]));
        }

        for (int j = 0; j < _step.Length; j++)
        {
            _marginal[j] += length * _step[j];
            _columnTerms[j] += length * _stepTerms[j];
        }

        Refresh();
    }

    private void Refresh()
    {
        _problem.Gradient(_cross, _columnTerms, _gradient);
        (Linear, Quadratic) = _problem.Value(Plan, _cross, _marginal, _columnTerms);
    }

    private double Scale()
    {
        double scale = double.Epsilon;
        ReadOnlySpan<double> gradient = _gradient.AsSpan();
        for (int k = 0; k < gradient.Length; k++)
            scale = Math.Max(scale, Math.Abs(gradient[k]));
        return scale * _problem.Masses.Total;
    }

    private static void Marginal(Tensor<double> plan, double[] destination)
    {
        Array.Clear(destination);
        ReadOnlySpan<double> masses = plan.AsSpan();
        for (int k = 0; k < masses.Length; k++)
            destination[k % destination.Length] += masses[k];
    }
}
