using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>The Laguerre cells (power cells) of weighted sites in the plane, cut to the domain of a density: cell i holds the points where
/// <c>‖x − x_i‖² − w_i</c> is least.</summary>
/// <remarks>Each cell is the domain cut by the bisectors with other sites, nearest first by a grid of buckets, until none further off can reach it: near linear time where
/// sites are spread as evenly as the grid. With equal weights it is the Voronoi diagram. Cells are independent: the bits do not depend on the number of threads.
/// Source: F. Aurenhammer, "Power diagrams: properties, algorithms and applications", SIAM J. Comput. 16, 1987.</remarks>
public sealed class LaguerreDiagram
{
    private LaguerreDiagram(IPlanarDensity density, PlanarPoint[] sites, LaguerreCell[] cells)
    {
        Density = density;
        Sites = sites;
        Cells = cells;
    }

    /// <summary>The density.</summary>
    public IPlanarDensity Density { get; }

    /// <summary>The sites.</summary>
    public IReadOnlyList<PlanarPoint> Sites { get; }

    /// <summary>The cells, one a site.</summary>
    public IReadOnlyList<LaguerreCell> Cells { get; }

    /// <summary>Computes the cells.</summary>
    /// <param name="density">The density.</param>
    /// <param name="sites">The sites, one a row, of two coordinates.</param>
    /// <param name="weights">The weights w; null for 0, Voronoi's cells.</param>
    /// <param name="context">How many threads.</param>
    /// <returns>The diagram.</returns>
    /// <exception cref="ArgumentNullException">The density or the sites are null.</exception>
    /// <exception cref="ShapeMismatchException">The sites are not a matrix of two columns and at least one row, or there are not as many weights.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or a weight is not finite.</exception>
    public static LaguerreDiagram Of(IPlanarDensity density, Tensor<double> sites, Tensor<double>? weights = null, ComputeContext? context = null)
    {
        PlanarPoint[] points = SemiDiscreteGuard.Sites(density, sites, nameof(LaguerreDiagram));
        return Of(density, points, SemiDiscreteGuard.Weights(weights, points.Length, nameof(LaguerreDiagram)), context);
    }

    internal static LaguerreDiagram Of(IPlanarDensity density, PlanarPoint[] sites, double[] weights, ComputeContext? context)
    {
        var cells = new LaguerreCell[sites.Length];
        var builder = new LaguerreBuilder(density, sites, weights);
        int chunks = (sites.Length + 63) / 64;
        ParallelLoop.For(chunks, chunk =>
        {
            var polygon = new ClippedPolygon();
            for (int i = 64 * chunk; i < Math.Min(sites.Length, 64 * (chunk + 1)); i++)
                cells[i] = builder.Cell(i, polygon);
        }, context);
        return new(density, sites, cells);
    }
}
