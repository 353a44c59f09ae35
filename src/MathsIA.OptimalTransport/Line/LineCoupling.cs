using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Two measures in order, coupled quantile by quantile.</summary>
internal sealed class LineCoupling
{
    private const double Quantum = 1.0 / LineMeasure.Total;

    private readonly LineMeasure _sources;
    private readonly LineMeasure _targets;
    private readonly PowerCost _cost;

    /// <summary>Makes room for so many sources and targets.</summary>
    public LineCoupling(int sources, int targets, PowerCost cost)
    {
        _sources = new(sources);
        _targets = new(targets);
        _cost = cost;
    }

    public static LineCoupling Of<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double[]? a, double[]? b, PowerCost cost, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var coupling = new LineCoupling(x.Length, y.Length, cost);
        coupling.Load(x, y, a, b, context);
        return coupling;
    }

    /// <summary>Takes in points, as many as there is room for.</summary>
    public unsafe void Load<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double[]? a, double[]? b, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* px = x, py = y)
            new LineSides<T>(px, x.Length, a, py, y.Length, b).Load(_sources, _targets, context);
    }

    /// <summary>The cost alone, for a total mass of 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe double Cost<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double[]? a, double[]? b, PowerCost cost, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = x.Length, m = y.Length;
        using var positions = new Workspace<double>((long)n + m);
        using var cumulative = new Workspace<long>((long)n + m);
        Span<double> from = positions.Span[..n], to = positions.Span[n..(n + m)];
        fixed (T* px = x, py = y)
        {
            if (new LineSides<T>(px, n, a, py, m, b).Sort(positions.Data, cumulative.Data, context))
                return new QuantileSum(positions.Data, cumulative.Data, n, positions.Data + n, cumulative.Data + n, m, cost).Run(context);
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += cost.Of(from[i] - to[i]);
        return sum / n;
    }

    /// <summary>Adds the derivatives with respect to the positions, for a total mass of 1, and returns the cost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double AddSlopes(Span<double> x, Span<double> y)
    {
        double sum = 0;
        var walk = new QuantileWalk(_sources.Cumulative, _targets.Cumulative);
        while (walk.MoveNext())
        {
            if (walk.Mass == 0)
                continue;
            double mass = walk.Mass * Quantum, displacement = _sources.Positions[walk.Source] - _targets.Positions[walk.Target];
            sum += mass * _cost.Of(displacement);
            double slope = mass * _cost.Slope(displacement);
            x[_sources.Order[walk.Source]] += slope;
            y[_targets.Order[walk.Target]] -= slope;
        }

        return sum;
    }

    public LineGradients<T> Gradients<T>(double total) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = new double[_sources.Count], y = new double[_targets.Count];
        double value = total * AddSlopes(x, y);
        (double[] f, double[] g) = Potentials();
        return new(value, ExactTensors.Of<T>(x, total), ExactTensors.Of<T>(y, total), ExactTensors.Of<T>(f), ExactTensors.Of<T>(g));
    }

    public TransportResult<T> Result<T>(double total, double defect, TimeSpan elapsed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var entries = new List<PlanEntry<T>>(_sources.Count + _targets.Count);
        double cost = 0, dual = 0;
        (double[] f, double[] g) = Potentials();
        var walk = new QuantileWalk(_sources.Cumulative, _targets.Cumulative);
        while (walk.MoveNext())
        {
            if (walk.Mass == 0)
                continue;
            double mass = total * (walk.Mass * Quantum);
            (int i, int j) = (_sources.Order[walk.Source], _targets.Order[walk.Target]);
            cost += mass * _cost.Of(_sources.Positions[walk.Source] - _targets.Positions[walk.Target]);
            dual += mass * (f[i] + g[j]);
            entries.Add(new(i, j, T.CreateTruncating(mass)));
        }

        return ExactTensors.Answer(_sources.Count, _targets.Count, entries, cost, dual, f, g, defect, entries.Count, elapsed);
    }

    /// <summary>The potentials: 0 at the first source, and <c>f_i + g_j = c_ij</c> on every arc of the staircase.</summary>
    private (double[] F, double[] G) Potentials()
    {
        double[] f = new double[_sources.Count], g = new double[_targets.Count];
        double u = 0, v = _cost.Of(_sources.Positions[0] - _targets.Positions[0]);
        var walk = new QuantileWalk(_sources.Cumulative, _targets.Cumulative);
        while (walk.MoveNext())
        {
            double cost = _cost.Of(_sources.Positions[walk.Source] - _targets.Positions[walk.Target]);
            if (walk.SourceMoved)
                u = cost - v;
            else
                v = cost - u;
            f[_sources.Order[walk.Source]] = u;
            g[_targets.Order[walk.Target]] = v;
        }

        return (f, g);
    }
}
