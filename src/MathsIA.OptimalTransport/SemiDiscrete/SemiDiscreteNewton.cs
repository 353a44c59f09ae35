using System.Diagnostics;
using MathsIA.LinearAlgebra;
using MathsIA.Operators;

namespace MathsIA.OptimalTransport;

/// <summary>Exact transport of a density in the plane to weighted sites for the squared distance, by Newton's method on the weights of Laguerre cells.</summary>
/// <remarks>
/// <para>The dual <c>Φ(w) = ∫ min_i (‖x − x_i‖² − w_i) ρ + Σ w_i a_i</c> is concave; its gradient is <c>a_i − G_i</c> with G the masses of the cells, and
/// <c>∂G_i/∂w_j = −∫ ρ / 2‖x_i − x_j‖</c> along the edge that cells i and j share. Steps are halved until no cell has less than half of the least mass of
/// a cell at the start or asked for, and the error falls as it should: convergence is then global at a linear rate, and quadratic at the end.</para>
/// <para>Where a cell of the start is empty (a site far outside the domain) the weights begin at the squared distances from the domain, which gives every site a
/// point of it. Should a cell have no mass even so, the status is <see cref="Status.Breakdown"/>. Areas, moments and edges are exact up to rounding.</para>
/// <para>Source: J. Kitagawa, Q. Mérigot, B. Thibert, "Convergence of a Newton algorithm for semi-discrete optimal transport", J. Eur. Math. Soc. 21, 2019.</para>
/// </remarks>
public sealed record SemiDiscreteNewton
{
    private const string Operation = nameof(SemiDiscreteNewton);

    /// <summary>The mass error, as a share of the total, at which to stop; 1e-12 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public double Tolerance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1e-12;

    /// <summary>The most Newton steps; 200 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations { get; init => field = SolverOption.Count(value, Operation); } = 200;

    /// <summary>Solves a problem.</summary>
    /// <param name="density">The density ρ.</param>
    /// <param name="sites">The sites, all different, one a row, of two coordinates.</param>
    /// <param name="masses">The masses a, positive, scaled to that of the density; null for equal ones.</param>
    /// <param name="context">How many threads; the bits do not depend on it.</param>
    /// <param name="cancellationToken">Looked at before every step; the weights so far come back.</param>
    /// <returns>The weights, the cells and the cost.</returns>
    /// <exception cref="ArgumentNullException">The density or the sites are null.</exception>
    /// <exception cref="ShapeMismatchException">The sites are not a matrix of two columns and at least one row, or there are not as many masses.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not finite, or a mass not positive or not finite.</exception>
    public SemiDiscreteResult Solve(IPlanarDensity density, Tensor<double> sites, Tensor<double>? masses = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
    {
        long start = Stopwatch.GetTimestamp();
        PlanarPoint[] points = SemiDiscreteGuard.Sites(density, sites, Operation);
        double[] a = SemiDiscreteGuard.Masses(masses, points.Length, density.Mass, Operation);
        var weights = new double[points.Length];
        LaguerreDiagram diagram = LaguerreDiagram.Of(density, points, weights, context);
        if (diagram.Cells.Any(cell => cell.Moments.Mass <= 0))
        {
            weights = Array.ConvertAll(points, point => DomainDistance.Squared(density.Domain, point));
            diagram = LaguerreDiagram.Of(density, points, weights, context);
        }

        double floor = Math.Min(Least(diagram), a.Min()) / 2, error = Error(diagram, a);
        var errors = new List<double> { error };
        Status status = floor > 0 ? Status.IterationLimit : Status.Breakdown;
        int step = 0;
        while (status == Status.IterationLimit)
        {
            if (error <= Tolerance)
                status = Status.Converged;
            else if (cancellationToken.IsCancellationRequested)
                status = Status.Cancelled;
            else if (step == MaxIterations)
                break;
            else if (Search(density, points, weights, Direction(diagram, a), a, floor, error, context) is var (moved, there))
            {
                (weights, diagram, step) = (moved, there, step + 1);
                errors.Add(error = Error(diagram, a));
            }
            else
            {
                status = Status.Stalled;
            }
        }

        return Result(diagram, weights, a, errors, status, step, start);
    }

    /// <summary>The step: halved until the cells keep their mass and the error falls by half the share of the step.</summary>
    private static (double[] Weights, LaguerreDiagram Diagram)? Search(IPlanarDensity density, PlanarPoint[] points, double[] weights, double[] direction, double[] a, double floor, double error, ComputeContext? context)
    {
        double length = 1;
        for (int halving = 0; halving < 60; halving++, length /= 2)
        {
            var moved = new double[weights.Length];
            for (int i = 0; i < moved.Length; i++)
                moved[i] = weights[i] + (length * direction[i]);
            LaguerreDiagram there = LaguerreDiagram.Of(density, points, moved, context);
            if (Least(there) >= floor && Error(there, a) <= (1 - (length / 2)) * error)
                return (moved, there);
        }

        return null;
    }

    /// <summary>The Newton direction: a Laplacian on the graph of cells that share an edge, with the weight of the last site held.</summary>
    private static double[] Direction(LaguerreDiagram diagram, double[] a)
    {
        int n = a.Length;
        var direction = new double[n];
        if (n == 1)
            return direction;
        List<int> rows = [], columns = [];
        List<double> values = [];
        var diagonal = new double[n];
        for (int i = 0; i < n; i++)
        {
            LaguerreCell cell = diagram.Cells[i];
            for (int e = 0; e < cell.Neighbours.Count; e++)
            {
                int j = cell.Neighbours[e];
                // Each edge once, as the first of its two cells has it: the matrix is symmetric to the last bit.
                if (j <= i)
                    continue;
                double coupling = diagram.Density.IntegrateAlong(cell.Vertices[e], cell.Vertices[e + 1 == cell.Vertices.Count ? 0 : e + 1])
                    / (2 * Math.Sqrt(diagram.Sites[i].SquaredDistance(diagram.Sites[j])));
                diagonal[i] += coupling;
                diagonal[j] += coupling;
                if (j == n - 1)
                    continue;
                rows.AddRange([i, j]);
                columns.AddRange([j, i]);
                values.AddRange([-coupling, -coupling]);
            }
        }

        var scaling = new double[n - 1];
        var right = new double[n - 1];
        for (int i = 0; i < n - 1; i++)
        {
            rows.Add(i);
            columns.Add(i);
            // A cell that touches no other is left where it is.
            double pivot = diagonal[i] > 0 ? diagonal[i] : 1;
            values.Add(pivot);
            scaling[i] = 1 / pivot;
            right[i] = a[i] - diagram.Cells[i].Moments.Mass;
        }

        var matrix = CsrMatrix<double>.FromTriplets(n - 1, n - 1, rows.ToArray(), columns.ToArray(), values.ToArray());
        var options = new IterativeOptions<double> { Tolerance = 1e-13, MaxIterations = 20 * n, Preconditioner = new DiagonalOperator<double>(Tensor.From(scaling)) };
        ConjugateGradient.Solve(matrix, Tensor.From(right), options).Solution.AsSpan().CopyTo(direction);
        return direction;
    }

    private static double Least(LaguerreDiagram diagram) => diagram.Cells.Min(cell => cell.Moments.Mass);

    private static double Error(LaguerreDiagram diagram, double[] a)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += Math.Abs(diagram.Cells[i].Moments.Mass - a[i]);
        return sum / diagram.Density.Mass;
    }

    private static SemiDiscreteResult Result(LaguerreDiagram diagram, double[] weights, double[] a, List<double> errors, Status status, int steps, long start)
    {
        double mean = weights.Sum() / weights.Length, cost = 0, dual = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] -= mean;
            cost += diagram.Cells[i].Moments.Square;
            dual += weights[i] * (a[i] - diagram.Cells[i].Moments.Mass);
        }

        return new()
        {
            Weights = Tensor.From(weights),
            Diagram = diagram,
            CellMasses = Tensor.From(diagram.Cells.Select(cell => cell.Moments.Mass).ToArray()),
            Cost = cost,
            DualValue = cost + dual,
            MassError = errors[^1],
            Errors = errors,
            Status = status,
            Iterations = steps,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }
}
