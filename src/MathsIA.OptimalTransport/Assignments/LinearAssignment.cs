using System.Diagnostics;
using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The assignment problem: pairs of sources and targets, as many as the smaller side has, of least total cost.</summary>
/// <remarks>
/// <para>The method of Jonker and Volgenant: column reduction, reduction transfer and augmenting row reduction assign most rows at once; a shortest augmenting
/// path is found for each of the others. Costs may be negative; +∞ forbids a pair. To maximise, negate. Costs far beyond all others are
/// taken for forbidden as long as there is an assignment without them, so that they cannot drown the others in rounding.</para>
/// <para>Every answer carries its certificate: potentials and a gap, or, where the smaller side does not fit, a set of Hall.</para>
/// <para>Cost: O(n² m) at worst, near n m on most problems; rows that are not stored are computed at each visit. Work is done in doubles; with
/// more sources than targets a copy of the costs is made. Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse
/// linear assignment problems", Computing 38, 1987.</para>
/// </remarks>
public sealed record LinearAssignment
{
    /// <summary>How many rounds of augmenting row reduction come before the paths; 2 by default, as the authors advise. The answer is optimal with any number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int ReductionRounds { get; init => field = SolverOption.Count(value, nameof(LinearAssignment)); } = 2;

    /// <summary>Solves a problem.</summary>
    /// <typeparam name="T">The element type; the work is done in doubles.</typeparam>
    /// <param name="costs">The costs C.</param>
    /// <param name="cancellationToken">Looked at first and before every path; the pairs so far come back.</param>
    /// <returns>The pairs, their cost and the certificate.</returns>
    /// <exception cref="ArgumentNullException">The costs are null.</exception>
    public AssignmentResult<T> Solve<T>(ICostGeometry<T> costs, CancellationToken cancellationToken = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(costs);
        long start = Stopwatch.GetTimestamp();
        if (costs.Rows == 0 || costs.Columns == 0)
            return Empty(costs);
        var rows = new AssignmentCosts<T>(costs);
        var run = new ShortestAugmentation<T>(rows, ReductionRounds);
        Status status = run.Run(cancellationToken);
        if (status == Status.Infeasible && rows.IsBarred)
        {
            rows = rows.WithHugeCosts();
            run = new ShortestAugmentation<T>(rows, ReductionRounds);
            status = run.Run(cancellationToken);
        }

        return Result(costs, rows, run, status, start);
    }

    private static AssignmentResult<T> Result<T>(ICostGeometry<T> costs, AssignmentCosts<T> rows, ShortestAugmentation<T> run, Status status, long start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] inverse = new int[rows.Columns];
        Array.Fill(inverse, -1);
        var least = new double[rows.Rows];
        double cost = 0, dual = 0;
        for (int i = 0; i < rows.Rows; i++)
        {
            ReadOnlySpan<double> row = rows.Row(i);
            least[i] = LeastDifference.Value(row, run.Prices);
            dual += least[i];
            int j = run.ColumnOf[i];
            if (j < 0)
                continue;
            inverse[j] = i;
            cost += row[j];
            dual += run.Prices[j];
        }

        bool complete = status == Status.Converged;
        (int[] sources, int[] targets) = rows.IsTransposed ? (run.ColumnOf, inverse) : (inverse, run.ColumnOf);
        (double[] f, double[] g) = rows.IsTransposed ? (run.Prices, least) : (least, run.Prices);
        return new()
        {
            Targets = Tensor.From(targets),
            Sources = Tensor.From(sources),
            Cost = cost,
            DualValue = complete ? dual : status == Status.Infeasible ? double.PositiveInfinity : double.NegativeInfinity,
            // Below 0 there is but the rounding of the two sums.
            Gap = complete ? Math.Max(0, cost - dual) : double.PositiveInfinity,
            SourcePotentials = ExactTensors.Of<T>(f),
            TargetPotentials = ExactTensors.Of<T>(g),
            Status = status,
            Crowd = run.Crowd is not { } crowd ? null : rows.IsTransposed ? (crowd.Columns, crowd.Rows) : crowd,
            Iterations = run.Paths,
            Elapsed = Stopwatch.GetElapsedTime(start),
        };
    }

    private static AssignmentResult<T> Empty<T>(ICostGeometry<T> costs) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] targets = new int[costs.Rows], sources = new int[costs.Columns];
        Array.Fill(targets, -1);
        Array.Fill(sources, -1);
        return new()
        {
            Targets = Tensor.From(targets),
            Sources = Tensor.From(sources),
            Cost = 0,
            DualValue = 0,
            Gap = 0,
            SourcePotentials = Tensor.Zeros<T>(costs.Rows),
            TargetPotentials = Tensor.Zeros<T>(costs.Columns),
            Status = Status.Converged,
            Iterations = 0,
            Elapsed = TimeSpan.Zero,
        };
    }
}
