using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The potentials f, g ≤ 0 and the multiplier λ of a partial entropic problem: the plan is <c>a b exp((f + g + λ − C)/ε)</c>.</summary>
/// <remarks>Each half of an iteration is the best for one side together with λ: rows that would hold more than their mass are full, the others
/// share what is left (<see cref="WaterLevel"/>). Dykstra's projections in the dual, two of the three sets at a time.</remarks>
internal sealed class PartialState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double _mass;
    private readonly double _product;
    private readonly double[] _logA;
    private readonly double[] _logB;
    private readonly double[] _heightsA;
    private readonly double[] _heightsB;
    private readonly double[] _minimaA;
    private readonly double[] _minimaB;
    private readonly WaterLevel _sourceLevel;
    private readonly WaterLevel _targetLevel;
    private readonly ComputeContext? _context;

    public PartialState(ICostGeometry<T> costs, double[] a, double[] b, double mass, ComputeContext? context)
    {
        (_costs, _a, _b, _mass, _context) = (costs, a, b, mass, context);
        _product = a.Sum() * b.Sum();
        (_logA, _logB) = (LogDomain.Logs(a), LogDomain.Logs(b));
        (_heightsA, _heightsB, _minimaA, _minimaB) = (new double[a.Length], new double[b.Length], new double[a.Length], new double[b.Length]);
        (F, G) = (new double[a.Length], new double[b.Length]);
        (_sourceLevel, _targetLevel) = (new(a), new(b));
    }

    public double[] F { get; }

    public double[] G { get; }

    /// <summary>λ; +∞ once the mass has been found not to fit.</summary>
    public double Level { get; private set; }

    /// <summary>One iteration.</summary>
    /// <returns>By how much the update of the targets changed the column sums of the plan.</returns>
    public double Iterate(double epsilon)
    {
        UpdateSources(epsilon);
        if (double.IsPositiveInfinity(Level))
            return double.PositiveInfinity;
        LogDomain.Heights(F, _logA, epsilon, _heightsA);
        Gibbs.SoftMinimum(_costs, _heightsA, epsilon, transposed: true, _minimaB, _context);
        double old = Level, change = 0;
        Level = _targetLevel.Find(_minimaB, _mass, epsilon);
        for (int j = 0; j < G.Length; j++)
        {
            double t = _minimaB[j], g = Math.Min(0, t - Level);
            if (_b[j] > 0)
                change += _b[j] * Math.Abs(LogDomain.Ratio(g + Level, t, epsilon) - LogDomain.Ratio(G[j] + old, t, epsilon));
            G[j] = g;
        }

        return change;
    }

    /// <summary>The value of the dual, <c>⟨f, a⟩ + ⟨g, b⟩ + λ s − ε (s − Σa Σb)</c>: the plan has the mass s after any update.</summary>
    public double DualValue(double epsilon) => Doubles.Dot(_a, F) + Doubles.Dot(_b, G) + (Level * _mass) - (epsilon * (_mass - _product));

    /// <summary>Sets F and λ to their best given G: no row holds more than its mass, and all together the mass asked for.</summary>
    public void UpdateSources(double epsilon)
    {
        LogDomain.Heights(G, _logB, epsilon, _heightsB);
        Gibbs.SoftMinimum(_costs, _heightsB, epsilon, transposed: false, _minimaA, _context);
        Level = _sourceLevel.Find(_minimaA, _mass, epsilon);
        if (double.IsPositiveInfinity(Level))
            return;
        for (int i = 0; i < F.Length; i++)
            F[i] = Math.Min(0, _minimaA[i] - Level);
    }
}
