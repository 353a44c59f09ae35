using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The end game of transport of low rank without entropy: in turn the best factor Q for R and the best R for Q, with the weights g held. Each is a problem of exact transport to r
/// points, <c>min ⟨Q, C R diag(1/g)⟩</c>, so the cost never rises, and its potentials make a bound for all plans.</summary>
internal sealed class LowRankRefinement<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Least = 1e-14;
    private const int Features = 64;

    private readonly ICostGeometry<T> _costs;
    private readonly CostProduct<T> _product;
    private readonly double[] _a;
    private readonly double[] _b;
    private readonly Tensor<double> _sources;
    private readonly Tensor<double> _targets;
    private readonly CancellationToken _cancellationToken;

    public LowRankRefinement(ICostGeometry<T> costs, CostProduct<T> product, double[] a, double[] b, int rank, CancellationToken cancellationToken)
    {
        (_costs, _product, _a, _b, _cancellationToken) = (costs, product, a, b, cancellationToken);
        (_sources, _targets) = (Tensor.Zeros<double>(a.Length, rank), Tensor.Zeros<double>(b.Length, rank));
    }

    /// <summary>Refines the factors in place.</summary>
    /// <returns>The cost, for a total mass of 1; +∞ if not a round was done.</returns>
    public double Run(Tensor<double> q, Tensor<double> r, double[] g, int rounds)
    {
        double cost = double.PositiveInfinity;
        for (int round = 0; round < rounds && !_cancellationToken.IsCancellationRequested; round++)
        {
            double before = cost;
            MoveSources(r, g, q);
            (cost, _, bool moved) = MoveTargets(q, g, r);
            if (!moved)
                return before;
            if (!(cost < before - (Least * Math.Abs(before))))
                break;
        }

        return cost;
    }

    /// <summary>The best Q for R.</summary>
    /// <returns>The cost, the potentials of the sources, and whether the solver got that far; if not, Q is as it was.</returns>
    public (double Cost, double[] Potentials, bool Moved) MoveSources(Tensor<double> r, double[] g, Tensor<double> q)
    {
        _product.Forward(r, _sources);
        return Move(_sources, _a, g, q);
    }

    /// <summary>The best R for Q.</summary>
    /// <returns>The cost, the potentials of the targets, and whether the solver got that far; if not, R is as it was.</returns>
    public (double Cost, double[] Potentials, bool Moved) MoveTargets(Tensor<double> q, double[] g, Tensor<double> r)
    {
        _product.Transposed(q, _targets);
        return Move(_targets, _b, g, r);
    }

    /// <summary>Factors to start from: the points of the smaller side in r groups, each as one intermediate point, and the best other factor. At full rank each point is a group of its own,
    /// and the best other factor an optimal plan.</summary>
    /// <returns>Whether there are: r points with mass are needed, and time.</returns>
    public bool Begin(Tensor<double> q, Tensor<double> r, double[] g)
    {
        bool grouped = _b.Length <= _a.Length;
        double[] masses = grouped ? _b : _a;
        if (masses.Count(mass => mass > 0) < g.Length)
            return false;
        int[] groups = Groups(masses, g.Length, columns: grouped);
        Tensor<double> factor = grouped ? r : q;
        factor.Fill(0);
        Array.Clear(g);
        for (int j = 0; j < groups.Length; j++)
        {
            factor[j, groups[j]] = masses[j];
            g[groups[j]] += masses[j];
        }

        return grouped ? MoveSources(r, g, q).Moved : MoveTargets(q, g, r).Moved;
    }

    private (double Cost, double[] Potentials, bool Moved) Move(Tensor<double> costs, double[] masses, double[] g, Tensor<double> factor)
    {
        Span<double> entries = costs.AsSpan(), result = factor.AsSpan();
        for (int k = 0; k < entries.Length; k++)
            entries[k] /= g[k % g.Length];
        TransportResult<double> best = new NetworkSimplex().Solve(new DenseCost<double>(costs), Tensor.From((double[])masses.Clone()), Tensor.From((double[])g.Clone()), cancellationToken: _cancellationToken);
        bool moved = best.Status == Status.Converged;
        if (moved)
            best.Plan.ToDense().CopyTo(result);
        return (best.LinearCost, best.SourcePotentials.ToArray(), moved);
    }

    /// <summary>The point with most mass, then again and again the one farthest from those before; every point joins the nearest of these. Points are compared by their costs
    /// to a few points of the other side.</summary>
    private int[] Groups(double[] masses, int count, bool columns)
    {
        int n = masses.Length, others = columns ? _a.Length : _b.Length, features = Math.Min(Features, others);
        var points = new double[features * n];
        for (int k = 0; k < features; k++)
        {
            int other = (int)((long)k * others / features);
            for (int j = 0; j < n; j++)
                points[(k * n) + j] = double.CreateTruncating(columns ? _costs.Entry(other, j) : _costs.Entry(j, other));
        }

        double[] distances = new double[n];
        int[] groups = new int[n];
        Array.Fill(distances, double.PositiveInfinity);
        var taken = new bool[n];
        for (int k = 0; k < count; k++)
        {
            int centre = -1;
            for (int j = 0; j < n; j++)
            {
                if (masses[j] > 0 && !taken[j] && (centre < 0 || distances[j] > distances[centre] || (distances[j] == distances[centre] && masses[j] > masses[centre])))
                    centre = j;
            }

            taken[centre] = true;
            for (int j = 0; j < n; j++)
            {
                double distance = 0;
                for (int feature = 0; feature < features && distance < distances[j]; feature++)
                    distance += Math.Pow(points[(feature * n) + j] - points[(feature * n) + centre], 2);
                if (j == centre || (distance < distances[j] && !taken[j]))
                    (distances[j], groups[j]) = (distance, k);
            }
        }

        return groups;
    }
}
