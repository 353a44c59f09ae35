using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The potentials of an entropic barycenter and the projections that improve them. The plan to measure k is
/// <c>P_k = b_k exp((f_k + g_k − C_k)/ε)</c>; plainly <c>Σ λ_k f_k = 0</c>, debiased <c>Σ λ_k f_k = ε log c</c>.</summary>
internal sealed class BarycenterState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BarycenterProblem<T> _problem;
    private readonly ComputeContext? _context;
    private readonly double[][] _logs;
    private readonly double[][] _heights;
    private readonly double[] _supportHeights;
    private readonly double[] _zeros;
    private readonly double[] _selfMinima;
    private readonly ICostGeometry<T>? _self;

    /// <param name="problem">The measures.</param>
    /// <param name="self">The costs within the support, to take the bias off; null to keep it.</param>
    /// <param name="context">How to use the machine.</param>
    public BarycenterState(BarycenterProblem<T> problem, ICostGeometry<T>? self, ComputeContext? context)
    {
        (_problem, _self, _context) = (problem, self, context);
        _logs = Array.ConvertAll(problem.Measures, LogDomain.Logs);
        _heights = Array.ConvertAll(problem.Measures, measure => new double[measure.Length]);
        G = Array.ConvertAll(problem.Measures, measure => new double[measure.Length]);
        F = Array.ConvertAll(problem.Measures, _ => new double[problem.Support]);
        SupportMinima = Array.ConvertAll(problem.Measures, _ => new double[problem.Support]);
        (_supportHeights, _zeros, _selfMinima) = (new double[problem.Support], new double[problem.Support], new double[problem.Support]);
        (LogMasses, LogBias, Errors) = (new double[problem.Support], new double[problem.Support], new double[problem.Count]);
    }

    /// <summary>The potentials on the support.</summary>
    public double[][] F { get; }

    /// <summary>The potentials on the measures.</summary>
    public double[][] G { get; }

    /// <summary>The soft minima of <c>C_k − g_k</c> at each point of the support: the marginal of plan k there is <c>exp((f_k − s_k)/ε)</c>.</summary>
    public double[][] SupportMinima { get; }

    /// <summary>The logarithm of the barycenter.</summary>
    public double[] LogMasses { get; }

    /// <summary>The logarithm of c, the scaling of the barycenter's transport to itself.</summary>
    public double[] LogBias { get; }

    /// <summary>How far the marginals of the plans were from the barycenter.</summary>
    public double[] Errors { get; }

    /// <summary>One iteration: each plan meets its measure, the barycenter becomes the geometric mean of their other marginals, and each plan meets that.</summary>
    /// <returns>The largest error of a marginal with weight, before it was met, and the change of c.</returns>
    public double Iterate(double epsilon)
    {
        for (int k = 0; k < F.Length; k++)
            MeetMeasure(k, epsilon);
        for (int i = 0; i < LogMasses.Length; i++)
        {
            double sum = 0;
            for (int k = 0; k < F.Length; k++)
                sum += _problem.Weights[k] == 0 ? 0 : _problem.Weights[k] * SupportMinima[k][i];
            LogMasses[i] = LogBias[i] - (sum / epsilon);
        }

        double error = 0;
        for (int k = 0; k < F.Length; k++)
        {
            Errors[k] = 0;
            for (int i = 0; i < LogMasses.Length; i++)
            {
                double mass = Math.Exp(LogMasses[i]);
                Errors[k] += Math.Abs(LogDomain.Ratio(F[k][i], SupportMinima[k][i], epsilon) - mass);
                // A point that some measure cannot reach gets no mass from any.
                F[k][i] = double.IsNegativeInfinity(LogMasses[i]) ? double.NegativeInfinity : (epsilon * LogMasses[i]) + SupportMinima[k][i];
            }

            if (_problem.Weights[k] > 0)
                error = Math.Max(error, Errors[k]);
        }

        return Math.Max(error, _self is null ? 0 : UpdateBias(epsilon));
    }

    /// <summary>Sets the potentials of measure k so that its plan meets the measure, and finds the soft minima on the support.</summary>
    public void MeetMeasure(int k, double epsilon)
    {
        LogDomain.Heights(F[k], _zeros, epsilon, _supportHeights);
        Gibbs.SoftMinimum(_problem.Costs[k], _supportHeights, epsilon, transposed: true, G[k], _context);
        LogDomain.Heights(G[k], _logs[k], epsilon, _heights[k]);
        Gibbs.SoftMinimum(_problem.Costs[k], _heights[k], epsilon, transposed: false, SupportMinima[k], _context);
    }

    /// <summary><c>c ← √(c p / Kc)</c>, the averaged fixed point of <c>c ∘ Kc = p</c>.</summary>
    private double UpdateBias(double epsilon)
    {
        Gibbs.SoftMinimum(_self!, LogBias, epsilon, transposed: false, _selfMinima, _context);
        double change = 0;
        for (int i = 0; i < LogBias.Length; i++)
        {
            double mass = Math.Exp(LogMasses[i]), own = Math.Exp(LogBias[i] - (_selfMinima[i] / epsilon));
            change += Math.Abs(mass - own);
            LogBias[i] = double.IsNegativeInfinity(LogMasses[i]) ? double.NegativeInfinity : (LogBias[i] + LogMasses[i] + (_selfMinima[i] / epsilon)) / 2;
        }

        return change;
    }
}
