using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Sinkhorn's iteration for costs that answer soft minima cheaper than entry by entry: one for the rows, one for the columns.</summary>
internal sealed class StructuredSweep<T> : ISinkhornSweep where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IStructuredCost<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _logA;
    private readonly double[] _logB;
    private readonly ComputeContext? _context;
    private readonly double[] _rowHeights;
    private readonly double[] _columnHeights;
    private readonly double[] _rowMinima;
    private readonly double[] _columnMinima;

    public StructuredSweep(IStructuredCost<T> costs, Masses masses, ComputeContext? context)
    {
        _costs = costs;
        (_a, _b) = (masses.Source, masses.Target);
        (_logA, _logB) = (Array.ConvertAll(_a, Math.Log), Array.ConvertAll(_b, Math.Log));
        _context = context;
        (_rowHeights, _rowMinima, F) = (new double[_a.Length], new double[_a.Length], new double[_a.Length]);
        (_columnHeights, _columnMinima, G) = (new double[_b.Length], new double[_b.Length], new double[_b.Length]);
    }

    /// <inheritdoc/>
    public double[] F { get; }

    /// <inheritdoc/>
    public double[] G { get; }

    /// <inheritdoc/>
    public double Rows(double epsilon, double relaxation)
    {
        Heights(G, _logB, epsilon, _columnHeights);
        _costs.SoftMinimum(_columnHeights, epsilon, transposed: false, _rowMinima, _context);
        double error = Move(F, _rowMinima, _a, epsilon, relaxation);
        Heights(F, _logA, epsilon, _rowHeights);
        _costs.SoftMinimum(_rowHeights, epsilon, transposed: true, _columnMinima, _context);
        for (int j = 0; j < _b.Length; j++)
        {
            if (_b[j] > 0)
                error += _b[j] * Math.Abs(Math.Exp((G[j] - _columnMinima[j]) / epsilon) - 1);
        }

        return error;
    }

    /// <inheritdoc/>
    public double DualValue(double epsilon) => DualSum.Of(_a, F) + DualSum.Of(_b, G);

    /// <inheritdoc/>
    public void Columns(double epsilon, double relaxation) => Move(G, _columnMinima, _b, epsilon, relaxation);

    /// <inheritdoc/>
    public void TargetPotentials(double epsilon, Span<double> destination) => G.CopyTo(destination);

    /// <inheritdoc/>
    public void Restart(double epsilon, ReadOnlySpan<double> g) => g.CopyTo(G);

    private static void Heights(double[] potentials, double[] logarithms, double epsilon, double[] heights)
    {
        for (int i = 0; i < heights.Length; i++)
            heights[i] = double.IsNegativeInfinity(logarithms[i]) ? double.NegativeInfinity : (potentials[i] / epsilon) + logarithms[i];
    }

    /// <summary>Moves potentials to, or beyond, the soft minima, and returns how far the marginal is then from the masses.</summary>
    private static double Move(double[] potentials, double[] minima, double[] masses, double epsilon, double relaxation)
    {
        double error = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            if (relaxation == 1 || masses[i] == 0)
            {
                potentials[i] = minima[i];
                continue;
            }

            potentials[i] += relaxation * (minima[i] - potentials[i]);
            error += masses[i] * Math.Abs(Math.Exp((potentials[i] - minima[i]) / epsilon) - 1);
        }

        return error;
    }
}
