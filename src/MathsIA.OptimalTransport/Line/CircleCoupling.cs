using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Two measures on a circle of length 1, coupled along the line that it unrolls to, with the targets' quantiles shifted.</summary>
internal sealed class CircleCoupling(LineMeasure sources, LineMeasure targets, PowerCost cost)
{
    private const long Total = LineMeasure.Total;
    private const double Quantum = 1.0 / Total;

    /// <summary>The shift for p = 1: the median of F − G, weighted by the arcs on which it takes its values.</summary>
    public long MedianShift()
    {
        int n = sources.Count, m = targets.Count;
        var values = new long[n + m];
        var lengths = new double[n + m];
        int i = 0, j = 0;
        double last = Math.Max(sources.Positions[^1], targets.Positions[^1]) - 1;
        // On the arc before each point the difference is that of the points up to there.
        for (int k = 0; k < n + m; k++)
        {
            bool fromSource = j == m || (i < n && sources.Positions[i] <= targets.Positions[j]);
            double position = fromSource ? sources.Positions[i] : targets.Positions[j];
            values[k] = (i == 0 ? 0 : sources.Cumulative[i - 1]) - (j == 0 ? 0 : targets.Cumulative[j - 1]);
            lengths[k] = position - last;
            last = position;
            if (fromSource)
                i++;
            else
                j++;
        }

        Array.Sort(values, lengths);
        double half = lengths.Sum() / 2, sum = 0;
        for (int k = 0; k < values.Length; k++)
        {
            sum += lengths[k];
            if (sum >= half)
                return values[k];
        }

        return values[^1];
    }

    /// <summary>The shift at which the cost is least, and how many were tried.</summary>
    public (long Shift, int Tried) BestShift()
    {
        // The derivative is negative at a shift by a whole turn to the left and positive at one to the right.
        long low = -2 * Total, high = 2 * Total;
        int tried = 0;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            tried++;
            (double left, double right) = Slopes(middle);
            if (left <= 0 && right >= 0)
                return (middle, tried);
            if (right < 0)
                low = middle;
            else
                high = middle;
        }

        return (high, tried);
    }

    /// <summary>The derivatives of the cost with respect to the shift, to the left and to the right of it.</summary>
    private (double Left, double Right) Slopes(long shift)
    {
        double left = 0, right = 0;
        // Each target j ends at the level G_j + shift, where the next one begins; which source stands there is what counts.
        int m = targets.Count;
        var before = new Cursor(sources, endsInclusive: true, targets.Cumulative[0] + shift);
        var after = new Cursor(sources, endsInclusive: false, targets.Cumulative[0] + shift);
        for (int j = 0; j < m; j++)
        {
            long level = targets.Cumulative[j] + shift;
            double here = targets.Positions[j], next = j == m - 1 ? targets.Positions[0] + 1 : targets.Positions[j + 1];
            double x = before.MoveTo(level);
            left += cost.Of(x - here) - cost.Of(x - next);
            x = after.MoveTo(level);
            right += cost.Of(x - here) - cost.Of(x - next);
        }

        return (left, right);
    }

    public TransportResult<T> Result<T>(long shift, double total, double scale, double defect, int tried, TimeSpan elapsed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double[] f, double[] g) = Potentials(shift);
        var entries = new List<PlanEntry<T>>(sources.Count + targets.Count + 1);
        double value = 0, dual = 0;
        foreach ((int i, int j, long mass, double displacement) in Arcs(shift))
        {
            double price = cost.Of(displacement);
            double moved = total * (mass * Quantum);
            (int row, int column) = (sources.Order[i], targets.Order[j]);
            value += moved * price;
            dual += moved * (f[row] + g[column]);
            entries.Add(new(row, column, T.CreateTruncating(moved)));
        }

        for (int i = 0; i < f.Length; i++)
            f[i] *= scale;
        for (int j = 0; j < g.Length; j++)
            g[j] *= scale;
        return ExactTensors.Answer(sources.Count, targets.Count, Merge(entries), scale * value, scale * dual, f, g, defect, tried, elapsed);
    }

    public LineGradients<T> Gradients<T>(long shift, double total, double scale, double circumference) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] x = new double[sources.Count], y = new double[targets.Count];
        double value = 0;
        foreach ((int i, int j, long mass, double displacement) in Arcs(shift))
        {
            double moved = total * scale * (mass * Quantum), slope = moved * cost.Slope(displacement) / circumference;
            value += moved * cost.Of(displacement);
            x[sources.Order[i]] += slope;
            y[targets.Order[j]] -= slope;
        }

        (double[] f, double[] g) = Potentials(shift);
        return new(value, ExactTensors.Of<T>(x), ExactTensors.Of<T>(y), ExactTensors.Of<T>(f, scale), ExactTensors.Of<T>(g, scale));
    }

    /// <summary>The arcs that carry mass, over one turn of the sources, with how far source and target are apart on the line.</summary>
    private List<(int Source, int Target, long Mass, double Displacement)> Arcs(long shift)
    {
        var arcs = new List<(int, int, long, double)>(sources.Count + targets.Count + 1);
        var target = new Cursor(targets, endsInclusive: false, -shift);
        long level = 0;
        for (int i = 0; level < Total;)
        {
            while (sources.Cumulative[i] <= level)
                i++;
            target.MoveTo(level - shift);
            long next = Math.Min(sources.Cumulative[i], target.End + shift);
            arcs.Add((i, target.Place, next - level, sources.Positions[i] - target.Position));
            level = next;
        }

        return arcs;
    }

    /// <summary>Potentials along the staircase over one turn; of the two ways to go where both distribution functions step at once, the mean that closes up.</summary>
    private (double[] F, double[] G) Potentials(long shift)
    {
        (double[] f, double[] g, double drift) = Staircase(shift, sourcesFirst: true);
        (double[] f2, double[] g2, double drift2) = Staircase(shift, sourcesFirst: false);
        double weight = drift == drift2 ? 0 : Math.Clamp(drift / (drift - drift2), 0, 1);
        for (int i = 0; i < f.Length; i++)
            f[i] += weight * (f2[i] - f[i]);
        for (int j = 0; j < g.Length; j++)
            g[j] += weight * (g2[j] - g[j]);
        return (f, g);
    }

    /// <summary>Walks from the first source to itself one turn on, and says by how much its potential has changed.</summary>
    /// <remarks>Unrolled, the potentials of a copy one turn on differ from those here by that drift, up for sources and down for targets.</remarks>
    private (double[] F, double[] G, double Drift) Staircase(long shift, bool sourcesFirst)
    {
        int n = sources.Count, m = targets.Count, i = 0;
        double[] f = new double[n], g = new double[m];
        var turns = new int[m];
        Array.Fill(turns, int.MinValue);
        // Where a target ends just at the level at which the first source begins, that source meets it if sources move first.
        var target = new Cursor(targets, endsInclusive: sourcesFirst, -shift);
        target.MoveTo(-shift);
        double u = 0, v = cost.Of(sources.Positions[0] - target.Position);
        while (i < n)
        {
            f[i] = u;
            if (turns[target.Place] == int.MinValue)
                (turns[target.Place], g[target.Place]) = (target.Turn, v);
            long sourceEnd = sources.Cumulative[i], targetEnd = target.End + shift;
            if (sourceEnd < targetEnd || (sourceEnd == targetEnd && sourcesFirst))
            {
                i++;
                u = cost.Of((i == n ? sources.Positions[0] + 1 : sources.Positions[i]) - target.Position) - v;
            }
            else
            {
                target.Advance();
                v = cost.Of(sources.Positions[i] - target.Position) - u;
            }
        }

        for (int j = 0; j < m; j++)
            g[j] += u * turns[j];
        return (Unsort(f, sources.Order), Unsort(g, targets.Order), u);
    }

    private static double[] Unsort(double[] values, int[] order)
    {
        var result = new double[values.Length];
        for (int k = 0; k < values.Length; k++)
            result[order[k]] = values[k];
        return result;
    }

    /// <summary>An arc met at either end of the turn is one entry.</summary>
    private static List<PlanEntry<T>> Merge<T>(List<PlanEntry<T>> entries) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (entries.Count > 1 && entries[0] is var first && entries[^1] is var last && first.Row == last.Row && first.Column == last.Column)
        {
            entries[0] = first with { Mass = first.Mass + last.Mass };
            entries.RemoveAt(entries.Count - 1);
        }

        return entries;
    }

    /// <summary>A place on the unrolled measure, which repeats itself one turn further on at each total of mass.</summary>
    private struct Cursor
    {
        private readonly LineMeasure _measure;
        private readonly bool _endsInclusive;

        /// <summary>Starts at or before a level.</summary>
        public Cursor(LineMeasure measure, bool endsInclusive, long level)
        {
            _measure = measure;
            _endsInclusive = endsInclusive;
            Turn = (int)Math.Floor((double)level / Total) - 1;
        }

        /// <summary>Which point it is.</summary>
        public int Place { get; private set; }

        /// <summary>In which turn.</summary>
        public int Turn { get; private set; }

        /// <summary>The level at which its mass ends.</summary>
        public readonly long End => _measure.Cumulative[Place] + (Turn * Total);

        /// <summary>Where it is.</summary>
        public readonly double Position => _measure.Positions[Place] + Turn;

        /// <summary>Moves on to the point whose mass is at a level: of two that meet there the earlier one, or the later.</summary>
        public double MoveTo(long level)
        {
            while (_endsInclusive ? End < level : End <= level)
                Advance();
            return Position;
        }

        public void Advance()
        {
            if (++Place == _measure.Count)
                (Place, Turn) = (0, Turn + 1);
        }
    }
}
