using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The potentials of an unbalanced entropic problem and the iteration that improves them: each side in turn to its best given the other,
/// with the constant between the two sides solved for as well.</summary>
internal sealed class UnbalancedState<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ICostGeometry<T> _costs;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly double[] _logA;
    private readonly double[] _logB;
    private readonly double[] _heightsA;
    private readonly double[] _heightsB;
    private readonly IMarginalPenalty _source;
    private readonly IMarginalPenalty _target;
    private readonly bool _isSmooth;
    private readonly ComputeContext? _context;

    public UnbalancedState(ICostGeometry<T> costs, double[] a, double[] b, IMarginalPenalty source, IMarginalPenalty target, ComputeContext? context)
    {
        (_costs, _a, _b, _source, _target, _context) = (costs, a, b, source, target, context);
        (_logA, _logB) = (LogDomain.Logs(a), LogDomain.Logs(b));
        (_heightsA, _heightsB) = (new double[a.Length], new double[b.Length]);
        (F, G, SourceMinima, TargetMinima) = (new double[a.Length], new double[b.Length], new double[a.Length], new double[b.Length]);
        _isSmooth = Translation.IsSmooth(source, target);
    }

    /// <summary>The potentials of the sources.</summary>
    public double[] F { get; }

    /// <summary>The potentials of the targets.</summary>
    public double[] G { get; }

    /// <summary>The soft minima of <c>C − g</c> along the rows, at the potentials g that F was made of.</summary>
    public double[] SourceMinima { get; }

    /// <summary>The soft minima of <c>C − f</c> along the columns, at F.</summary>
    public double[] TargetMinima { get; }

    /// <summary>One iteration.</summary>
    /// <returns>By how much the update of the targets changed the column sums of the plan: 0 at the solution. The rows were at their best before.</returns>
    public double Iterate(double epsilon)
    {
        if (!_isSmooth)
            Shift(Translation.Alone(_source, _a, F, _target, _b, G, epsilon));
        UpdateSources(epsilon);
        FindTargetMinima(epsilon);
        double change = 0;
        for (int j = 0; j < G.Length; j++)
        {
            double t = TargetMinima[j], g = _target.Potential(t, epsilon);
            if (_b[j] > 0)
                change += _b[j] * Math.Abs(LogDomain.Ratio(g, t, epsilon) - LogDomain.Ratio(G[j], t, epsilon));
            G[j] = g;
        }

        return change;
    }

    /// <summary>Sets F to its best given G, with the best constant between the two.</summary>
    public void UpdateSources(double epsilon)
    {
        LogDomain.Heights(G, _logB, epsilon, _heightsB);
        Gibbs.SoftMinimum(_costs, _heightsB, epsilon, transposed: false, SourceMinima, _context);
        double shift = _isSmooth ? Translation.Joint(_source, _logA, SourceMinima, _target, _logB, G, epsilon) : 0;
        for (int j = 0; j < G.Length && shift != 0; j++)
            G[j] -= shift;
        for (int i = 0; i < F.Length; i++)
        {
            SourceMinima[i] += shift;
            F[i] = _source.Potential(SourceMinima[i], epsilon);
        }
    }

    /// <summary>Sets the soft minima of the columns to those at F.</summary>
    public void FindTargetMinima(double epsilon)
    {
        LogDomain.Heights(F, _logA, epsilon, _heightsA);
        Gibbs.SoftMinimum(_costs, _heightsA, epsilon, transposed: true, TargetMinima, _context);
    }

    private void Shift(double shift)
    {
        if (shift == 0)
            return;
        for (int i = 0; i < F.Length; i++)
            F[i] += shift;
        for (int j = 0; j < G.Length; j++)
            G[j] -= shift;
    }
}
