using System.Diagnostics;
using System.Numerics;
using MathsIA.RandomNumbers;

namespace MathsIA.OptimalTransport;

/// <summary>Transport of a distribution that can only be sampled to weighted sites, for any cost between points: averaged stochastic ascent of the dual.</summary>
/// <remarks>
/// <para>Maximises <c>Φ(g) = Σ g_j b_j + E min_j (c(x, y_j) − g_j)</c>: of each batch of points the share that falls to site j is taken from <c>b_j</c>. Steps are
/// <c>Step / (1 + √(k / k₀))</c>, and the mean of all iterates is the answer, at rate 1/√k. Its value is estimated on fresh points, with its standard error: the
/// answer is as good as that says, and the error of cell masses on those points is given beside it.</para>
/// <para>Memory: O(m + batch). Source: A. Genevay, M. Cuturi, G. Peyré, F. Bach, "Stochastic optimization for large-scale optimal transport", NeurIPS 2016.</para>
/// </remarks>
public sealed record SemiDiscreteAscent
{
    private const string Operation = nameof(SemiDiscreteAscent);

    /// <summary>How many steps; 10000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 10000;

    /// <summary>How many points a step looks at; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int BatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 32;

    /// <summary>The first step, in units of the cost; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double Step
    {
        get;
        init
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: a step is positive and finite.");
            field = value;
        }
    } = 1;

    /// <summary>After how many steps k₀ the step is half the first; 10 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive or not finite.</exception>
    public double HalfLife
    {
        get;
        init
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(value), value, $"{Operation}: a half-life is positive and finite.");
            field = value;
        }
    } = 10;

    /// <summary>On how many fresh points the value is estimated; 10000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 2.</exception>
    public int EvaluationSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2);
            field = value;
        }
    } = 10000;

    /// <summary>The seed; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>Runs the ascent.</summary>
    /// <typeparam name="T">The element type of points.</typeparam>
    /// <typeparam name="TCost">The cost between two points.</typeparam>
    /// <param name="source">The distribution of the points x.</param>
    /// <param name="sites">The sites y, one a row.</param>
    /// <param name="masses">The masses b, positive, scaled to a total of 1; null for equal ones.</param>
    /// <param name="cost">The cost.</param>
    /// <param name="cancellationToken">Looked at before every step; the potentials so far come back.</param>
    /// <returns>The potentials and the estimates.</returns>
    /// <exception cref="ArgumentNullException">The distribution or the sites are null.</exception>
    /// <exception cref="ShapeMismatchException">The sites are not a matrix with as many columns as points have coordinates, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass not positive or not finite.</exception>
    public SemiDiscreteAscentResult Run<T, TCost>(IPointSampler<T> source, Tensor<T> sites, Tensor<double>? masses = null, TCost cost = default, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TCost : struct, IGroundCost<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(sites);
        if (sites.Rank != 2 || sites.Shape[0] == 0 || sites.Shape[1] != source.Dimension || source.Dimension == 0)
            throw new ShapeMismatchException(Operation, $"sites has the shape {sites.Shape}; at least one site a row with {source.Dimension} coordinates is asked for.", nameof(sites));
        LineGuard.Finite(sites, Operation, nameof(sites));
        long start = Stopwatch.GetTimestamp();
        int m = sites.Shape[0], step = 0;
        double[] b = SemiDiscreteGuard.Masses(masses, m, 1, Operation), g = new double[m], mean = new double[m];
        var cells = new SampledCells<T, TCost>(sites, cost);
        var random = new Philox(Seed);
        var batch = new T[checked(BatchSize * source.Dimension)];
        Status status = Status.IterationLimit;
        for (; step < MaxIterations; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            source.Sample(random, batch);
            cells.Look(batch, g);
            double length = Step / (1 + Math.Sqrt(step / HalfLife));
            for (int j = 0; j < m; j++)
            {
                g[j] += length * (b[j] - cells.Shares[j]);
                mean[j] += (g[j] - mean[j]) / (step + 1);
            }
        }

        var evaluation = new T[checked(EvaluationSize * source.Dimension)];
        source.Sample(random.Split("evaluation"), evaluation);
        cells.Look(evaluation, mean);
        double dual = cells.Mean, error = 0;
        for (int j = 0; j < m; j++)
        {
            dual += mean[j] * b[j];
            error += Math.Abs(cells.Shares[j] - b[j]);
        }

        return new(Tensor.From(mean), dual, cells.StandardError, error, status, step, Stopwatch.GetElapsedTime(start));
    }
}
