using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>One implicit step of <see cref="JkoFlow"/>.</summary>
internal sealed class JkoStep<T>(ICostGeometry<T> costs, IInternalEnergy energy, double[] potential, double epsilon, double tau, double volume, ComputeContext? context)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _f = new double[costs.Rows];
    private readonly double[] _next = new double[costs.Rows];
    private readonly double[] _g = new double[costs.Rows];
    private readonly double[] _heights = new double[costs.Rows];
    private readonly double[] _soft = new double[costs.Rows];

    /// <summary>The masses q after the step.</summary>
    public double[] Masses { get; } = new double[costs.Rows];

    public double EnergyOf(double[] masses)
    {
        double sum = 0;
        for (int j = 0; j < masses.Length; j++)
            sum += (volume * energy.Value(masses[j] / volume)) + (potential[j] * masses[j]);
        return sum;
    }

    /// <summary>Iterates until the rows hold the masses p.</summary>
    /// <returns>The iterations, and the error that is left as a share of the mass.</returns>
    public (int Iterations, double Error) Run(double[] p, double tolerance, int maxIterations, CancellationToken cancellationToken)
    {
        double total = p.Sum(), error = double.PositiveInfinity;
        // The potentials of the step before are a good start: energies change little.
        for (int iteration = 1; ; iteration++)
        {
            for (int j = 0; j < _g.Length; j++)
                _heights[j] = Math.Log(volume) + (_g[j] / epsilon);
            Gibbs.SoftMinimum(costs, _heights, epsilon, false, _next, context);
            error = 0;
            for (int i = 0; i < p.Length; i++)
            {
                // What row i held before this update, over p_i, is exp((f − f_next) / ε).
                error += p[i] == 0 ? 0 : p[i] * Math.Abs(Math.Exp((_f[i] - _next[i]) / epsilon) - 1) / total;
                _f[i] = _next[i];
                _heights[i] = p[i] == 0 ? double.NegativeInfinity : Math.Log(p[i]) + (_f[i] / epsilon);
            }

            Gibbs.SoftMinimum(costs, _heights, epsilon, true, _soft, context);
            for (int j = 0; j < _g.Length; j++)
            {
                double logArriving = Math.Log(volume) - (_soft[j] / epsilon), logMass = Solve(logArriving, potential[j]);
                Masses[j] = Math.Exp(logMass);
                _g[j] = epsilon * (logMass - logArriving);
            }

            // The first row update has no column update of this step before it.
            if ((iteration > 1 && error <= tolerance) || iteration >= maxIterations || double.IsNaN(error) || cancellationToken.IsCancellationRequested)
                return (iteration, error);
        }
    }

    /// <summary>The root <c>z = log q</c> of <c>ε (z − log s) + 2τ (U′(e^z / w) + V)</c>, which rises with z.</summary>
    private double Solve(double logArriving, double height)
    {
        double z = logArriving - (2 * tau * height / epsilon);
        for (int step = 0; step < 200; step++)
        {
            // A density that underflows would have no logarithm.
            double density = Math.Max(1e-300, Math.Exp(z) / volume), derivative = energy.Derivative(density);
            if (double.IsPositiveInfinity(derivative) || double.IsPositiveInfinity(density))
            {
                z -= Math.Max(1, Math.Abs(z) / 2);
                continue;
            }

            double value = (epsilon * (z - logArriving)) + (2 * tau * (derivative + height)), slope = epsilon + (2 * tau * energy.LogarithmicSlope(density));
            double next = z - (value / slope);
            if (!(Math.Abs(next - z) > 1e-14 * Math.Max(1, Math.Abs(z))))
                return next;
            z = next;
        }

        return z;
    }
}
