namespace MathsIA.OptimalTransport;

/// <summary>Quantization by Lloyd's method: sites move to the centroids of their Voronoi cells until they are there.</summary>
/// <remarks>Each step lowers the energy <c>∫ min_i ‖x − x_i‖² ρ</c>, the cost of transport to the sites with free masses; what is found is a local minimum. A site whose cell
/// has no mass stays. Source: S. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28, 1982; Q. Du, V. Faber, M. Gunzburger, SIAM Review 41, 1999.</remarks>
public sealed record LloydQuantization
{
    private const string Operation = nameof(LloydQuantization);

    /// <summary>The most steps; 60 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 60;

    /// <summary>The fall of the energy in one step, as a share of it, at which to stop; 1e-8 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public double Tolerance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1e-8;

    /// <summary>Quantizes a density in the plane, with exact cells.</summary>
    /// <param name="density">The density.</param>
    /// <param name="sites">The first sites, one a row, of two coordinates.</param>
    /// <param name="context">How many threads.</param>
    /// <param name="cancellationToken">Looked at before every step; the sites so far come back.</param>
    /// <returns>The sites, the masses of their cells and the energies.</returns>
    /// <exception cref="ArgumentNullException">The density or the sites are null.</exception>
    /// <exception cref="ShapeMismatchException">The sites are not a matrix of two columns and at least one row.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite.</exception>
    public QuantizationResult Run(IPlanarDensity density, Tensor<double> sites, ComputeContext? context = null, CancellationToken cancellationToken = default)
    {
        PlanarPoint[] first = SemiDiscreteGuard.Sites(density, sites, Operation);
        return Run(sites.Clone(), points =>
        {
            for (int i = 0; i < first.Length; i++)
                first[i] = new(points[2 * i], points[(2 * i) + 1]);
            LaguerreDiagram diagram = LaguerreDiagram.Of(density, first, new double[first.Length], context);
            double energy = 0;
            var masses = new double[first.Length];
            var centroids = new double[points.Length];
            for (int i = 0; i < first.Length; i++)
            {
                PlanarMoments moments = diagram.Cells[i].Moments;
                masses[i] = moments.Mass;
                energy += moments.Square;
                centroids[2 * i] = first[i].X + (moments.Mass > 0 ? moments.X / moments.Mass : 0);
                centroids[(2 * i) + 1] = first[i].Y + (moments.Mass > 0 ? moments.Y / moments.Mass : 0);
            }

            return (energy, masses, centroids);
        }, cancellationToken);
    }

    /// <summary>Quantizes a weighted cloud of points, of any dimension: k-means, each point with its mass. An image is the cloud of its pixels.</summary>
    /// <param name="points">The points, one a row.</param>
    /// <param name="masses">Their masses; null for equal ones of total 1.</param>
    /// <param name="sites">The first sites, one a row, of as many coordinates.</param>
    /// <param name="cancellationToken">Looked at before every step; the sites so far come back.</param>
    /// <returns>The sites, the masses of their cells and the energies.</returns>
    /// <exception cref="ArgumentNullException">The points or the sites are null.</exception>
    /// <exception cref="ShapeMismatchException">Points or sites are not matrices of as many columns with at least one row, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass not positive or not finite.</exception>
    public QuantizationResult Run(Tensor<double> points, Tensor<double>? masses, Tensor<double> sites, CancellationToken cancellationToken = default)
    {
        SlicedGuard.Clouds(points, sites, Operation);
        int n = points.Shape[0], m = sites.Shape[0], d = points.Shape[1];
        double[] weights = SemiDiscreteGuard.Masses(masses, n, masses is null ? 1 : masses.Sum(), Operation);
        double[] cloud = points.ToArray();
        var row = new double[m];
        return Run(sites.Clone(), present =>
        {
            var cost = new PointCloudCost<double, SquaredEuclideanCost<double>>(points, Tensor.From((double[])present.Clone(), m, d));
            double energy = 0;
            double[] cellMasses = new double[m], sums = new double[m * d];
            for (int i = 0; i < n; i++)
            {
                cost.Row(i, 0, row);
                int nearest = System.Numerics.Tensors.TensorPrimitives.IndexOfMin(row);
                energy += weights[i] * row[nearest];
                cellMasses[nearest] += weights[i];
                for (int c = 0; c < d; c++)
                    sums[(nearest * d) + c] += weights[i] * cloud[(i * d) + c];
            }

            for (int k = 0; k < sums.Length; k++)
                sums[k] = cellMasses[k / d] > 0 ? sums[k] / cellMasses[k / d] : present[k];
            return (energy, cellMasses, sums);
        }, cancellationToken);
    }

    /// <summary>The method: to the centroids, as long as that lowers the energy.</summary>
    private QuantizationResult Run(Tensor<double> sites, Func<double[], (double Energy, double[] Masses, double[] Centroids)> look, CancellationToken cancellationToken)
    {
        double[] present = sites.ToArray();
        (double energy, double[] masses, double[] centroids) = look(present);
        var energies = new List<double> { energy };
        Status status = Status.IterationLimit;
        for (int step = 0; step < MaxIterations; step++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                status = Status.Cancelled;
                break;
            }

            (double lower, double[] nextMasses, double[] next) = look(centroids);
            if (!(energy - lower > Tolerance * energy))
            {
                status = Status.Converged;
                if (!(lower < energy))
                    break;
            }

            (present, centroids, masses, energy) = (centroids, next, nextMasses, lower);
            energies.Add(energy);
            if (status == Status.Converged)
                break;
        }

        return new(Tensor.From(present, sites.Shape[0], sites.Shape[1]), Tensor.From(masses), energies, status);
    }
}
