using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The transport of a measure to itself: one potential for both sides, the fixed point of <c>f ← ½ (f + update(f))</c>, reached in tens of iterations.</summary>
/// <remarks>Source: J. Feydy and others, AISTATS 2019: the average of the two sides makes a contraction where the alternation would oscillate.</remarks>
internal sealed class SymmetricPotential<T>(ICostGeometry<T> costs, double[] masses, IMarginalPenalty penalty, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _logs = LogDomain.Logs(masses);
    private readonly double[] _heights = new double[masses.Length];
    private readonly double[] _minima = new double[masses.Length];

    /// <summary>The potential.</summary>
    public double[] Potential { get; } = new double[masses.Length];

    /// <summary>The soft minima of <c>C − f</c> at the potential of the last evaluation.</summary>
    public double[] Minima => _minima;

    /// <summary>One iteration.</summary>
    /// <returns>By how much the full update would change the marginal.</returns>
    public double Iterate(double epsilon)
    {
        Evaluate(epsilon);
        double change = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            double update = penalty.Potential(_minima[i], epsilon);
            if (masses[i] > 0)
                change += masses[i] * Math.Abs(LogDomain.Ratio(update, _minima[i], epsilon) - LogDomain.Ratio(Potential[i], _minima[i], epsilon));
            Potential[i] = (Potential[i] + update) / 2;
        }

        return change;
    }

    public void Evaluate(double epsilon)
    {
        LogDomain.Heights(Potential, _logs, epsilon, _heights);
        Gibbs.SoftMinimum(costs, _heights, epsilon, transposed: false, _minima, context);
    }

    /// <summary>The dual value of transport to itself, <c>2 Σ a ψ(f) − ε (Σ P − (Σ a)²)</c>, after <see cref="Evaluate"/>.</summary>
    public double Value(double epsilon)
    {
        double weights = 0, mass = 0, total = masses.Sum();
        for (int i = 0; i < masses.Length; i++)
        {
            if (masses[i] == 0)
                continue;
            weights += masses[i] * penalty.DualValue(Potential[i]);
            mass += masses[i] * LogDomain.Ratio(Potential[i], _minima[i], epsilon);
        }

        return (2 * weights) - (epsilon * (mass - (total * total)));
    }

    /// <summary>Iterates to the tolerance, as a share of the mass, beginning with a large ε.</summary>
    public (Status Status, int Iterations, double Error) Run(double epsilon, double scaling, double tolerance, int maxIterations, CancellationToken cancellationToken)
    {
        const double StageTolerance = 1e-2;
        double total = masses.Sum(), current = scaling < 1 ? Math.Max(epsilon, CostRange.Of(costs).Spread) : epsilon;
        for (int iterations = 1; ; iterations++)
        {
            double error = Iterate(current) / total;
            Status? status = !double.IsFinite(error) ? Status.NonFinite
                : current == epsilon && error <= tolerance ? Status.Converged
                : iterations >= maxIterations ? Status.IterationLimit
                : cancellationToken.IsCancellationRequested ? Status.Cancelled : null;
            if (status is { } end)
            {
                Evaluate(epsilon);
                return (end, iterations, error);
            }

            if (current > epsilon && error <= StageTolerance)
                current = Math.Max(epsilon, current * scaling);
        }
    }
}
