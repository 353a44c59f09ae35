namespace MathsIA.OptimalTransport;

/// <summary>Masses as whole numbers of a quantum, so that flows are exact and never almost zero.</summary>
/// <remarks>
/// <para>Both sides are scaled to the same total. Each row then gets one extra grain, a quantum being <see cref="Grains"/> grains, and the last
/// column takes them all: no set of rows balances a set of columns any more, so no basis is degenerate and the simplex method
/// cannot cycle (Orden's perturbation; Ahuja, Magnanti, Orlin, exercise 11.26). Dropping the grains from the flows
/// of a basis leaves the flows of the unperturbed problem.</para>
/// <para>A mass is off by at most half a quantum, which is the total divided by 2⁶⁰ and multiplied by the grains.</para>
/// </remarks>
internal sealed class MassQuanta
{
    private readonly double _quantum;

    public MassQuanta(ReadOnlySpan<double> rows, ReadOnlySpan<double> columns)
    {
        Grains = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)(4 * ((long)rows.Length + 1)));
        long total = (1L << 60) / Grains;
        double mass = Sum(rows);
        _quantum = mass / total;
        Rows = Quantize(rows, mass, total);
        Columns = Quantize(columns, Sum(columns), total);
        // Rounding may leave the sides some quanta in 2⁴⁰ or more apart; that is not seen in the largest mass. Equal masses stay equal otherwise.
        Columns[Columns.IndexOf(Columns.Max())] += Rows.Sum() - Columns.Sum();
    }

    /// <summary>Grains in a quantum.</summary>
    public long Grains { get; }

    /// <summary>Quanta of each row.</summary>
    public long[] Rows { get; }

    /// <summary>Quanta of each column.</summary>
    public long[] Columns { get; }

    /// <summary>The mass of a quantum.</summary>
    public double Quantum => _quantum;

    /// <summary>The mass of a flow counted in grains, its perturbation dropped.</summary>
    public double Mass(long flow) => ((flow + (Grains / 2)) / Grains) * _quantum;

    private static double Sum(ReadOnlySpan<double> masses)
    {
        double sum = 0;
        foreach (double mass in masses)
            sum += mass;
        return sum;
    }

    private static long[] Quantize(ReadOnlySpan<double> masses, double sum, long total)
    {
        var quanta = new long[masses.Length];
        for (int i = 0; i < quanta.Length; i++)
            quanta[i] = (long)Math.Round(masses[i] / sum * total);
        return quanta;
    }
}
