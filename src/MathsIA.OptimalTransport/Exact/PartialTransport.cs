using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>Exact partial transport: the cheapest way to move a given mass, <c>min ⟨P, C⟩</c> over <c>P ≥ 0</c>, <c>P1 ≤ a</c>, <c>Pᵀ1 ≤ b</c>, <c>Σ P = m</c>.</summary>
/// <remarks>
/// <para>A dummy target takes, at no cost, what sources keep, and a dummy source gives what targets go without; the arc between the two is forbidden, and kept
/// apart from all costs as forbidden arcs are, so that no large number stands in for it. The balanced problem that results is solved by the network simplex method.</para>
/// <para>In the answer <see cref="TransportResult{T}.DualValue"/> is the dual value of that balanced problem, a lower bound of the cost; potentials are shifted so that the
/// dummy target has potential 0, and then <c>f_i ≤ 0</c>. The marginal error is that of the balanced problem. Source: L. Chapel, M. Alaya, G. Gasso, "Partial optimal
/// transport with applications on positive-unlabeled learning", NeurIPS 2020; L. Caffarelli, R. McCann, Ann. of Math. 171, 2010.</para>
/// </remarks>
public sealed record PartialTransport
{
    private const string Operation = nameof(PartialTransport);

    /// <summary>How the balanced problem is solved.</summary>
    public NetworkSimplex Solver { get; init; } = new();

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">The costs C.</param>
    /// <param name="mass">The mass m to move: positive, at most that of either side.</param>
    /// <param name="source">The masses a of the sources; null for a uniform distribution of total 1.</param>
    /// <param name="target">The masses b of the targets, of any total; null for a uniform distribution of total 1.</param>
    /// <param name="cancellationToken">Looked at every hundred pivots; the plan so far comes back.</param>
    /// <returns>The optimal plan, its cost and potentials.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    /// <exception cref="ShapeMismatchException">There are not as many masses as sources or targets, or none of either.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite, or the mass to move is not positive or more than a side has.</exception>
    public TransportResult<T> Solve<T>(ICostGeometry<T> costs, double mass, Tensor<T>? source = null, Tensor<T>? target = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        double[] a = Sizes(source, costs.Rows, nameof(source)), b = Sizes(target, costs.Columns, nameof(target));
        double from = a.Sum(), to = b.Sum();
        if (!(mass > 0 && mass <= Math.Min(from, to) * (1 + 1e-12)))
            throw new ArgumentOutOfRangeException(nameof(mass), mass, $"{Operation}: the mass to move is positive and at most {Math.Min(from, to):R}, what the smaller side has.");
        double keep = Math.Max(0, from - mass), lack = Math.Max(0, to - mass);
        TransportResult<T> whole = Solver.Solve(new DummyCost<T>(costs), Tensor.From([.. a, lack]).To<T>(), Tensor.From([.. b, keep]).To<T>(), cancellationToken: cancellationToken);
        // Only differences along the arcs count: shift so that the dummy target stands at 0.
        T shift = whole.TargetPotentials[costs.Columns];
        PlanEntry<T>[] entries = [.. ((SparsePlan<T>)whole.Plan).Entries.Where(entry => entry.Row < costs.Rows && entry.Column < costs.Columns)];
        return whole with
        {
            Plan = new SparsePlan<T>(costs.Rows, costs.Columns, entries),
            SourcePotentials = (whole.SourcePotentials + shift).Narrow(0, 0, costs.Rows).Clone(),
            TargetPotentials = (whole.TargetPotentials - shift).Narrow(0, 0, costs.Columns).Clone(),
        };
    }

    private static double[] Sizes<T>(Tensor<T>? masses, int count, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (masses is null)
        {
            var uniform = new double[count];
            Array.Fill(uniform, 1.0 / count);
            return uniform;
        }

        if (masses.Rank != 1 || masses.Length != count)
            throw new ShapeMismatchException(Operation, $"{name} has the shape {masses.Shape}; {count} masses are asked for.", name);
        double[] sizes = Array.ConvertAll(masses.ToArray(), double.CreateTruncating);
        int bad = Array.FindIndex(sizes, size => !(size >= 0 && double.IsFinite(size)));
        return bad < 0 ? sizes : throw new ArgumentOutOfRangeException(name, sizes[bad], $"{Operation}: mass {bad} of {name} is negative or not finite.");
    }
}
