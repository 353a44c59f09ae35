using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.OptimalTransport;

/// <summary>Many entropic problems at once: each on one thread, several at the same time. Every answer has the bits of a solution on its own.</summary>
public static class SinkhornBatch
{
    /// <summary>Solves problems with the same costs and different masses.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="solver">How each problem is solved. Its progress, if any, is told by several threads.</param>
    /// <param name="costs">The costs C of all problems.</param>
    /// <param name="sources">The masses of the sources, one problem a row; a single row stands for all problems, null for the uniform distribution.</param>
    /// <param name="targets">The masses of the targets, likewise. One of the two has as many rows as there are problems.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each sweep.</param>
    /// <returns>One answer a problem.</returns>
    /// <exception cref="ArgumentNullException">The solver or the costs are null.</exception>
    /// <exception cref="ShapeMismatchException">Masses are not matrices with one row a problem, and one column a source or target.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses of a problem are 0 or differ.</exception>
    public static IReadOnlyList<TransportResult<T>> SolveBatch<T>(
        this Sinkhorn solver, ICostGeometry<T> costs, Tensor<T>? sources, Tensor<T>? targets, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(costs);
        int count = Math.Max(Count(sources, costs.Rows, nameof(sources)), Count(targets, costs.Columns, nameof(targets)));
        Tensor<T>?[] a = Rows(sources, count, nameof(sources)), b = Rows(targets, count, nameof(targets));
        return Run(solver, count, _ => costs, a, b, context, cancellationToken);
    }

    /// <summary>Solves problems with costs of their own.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="solver">How each problem is solved. Its progress, if any, is told by several threads.</param>
    /// <param name="costs">The costs, one geometry a problem, all of one size.</param>
    /// <param name="sources">The masses of the sources, one problem a row; a single row stands for all problems, null for the uniform distribution.</param>
    /// <param name="targets">The masses of the targets, likewise.</param>
    /// <param name="context">How to use the machine; the default one if null.</param>
    /// <param name="cancellationToken">Looked at before each sweep.</param>
    /// <returns>One answer a problem.</returns>
    /// <exception cref="ArgumentNullException">The solver or the costs are null, or those of a problem are.</exception>
    /// <exception cref="ShapeMismatchException">The costs are not all of one size, or masses are not matrices of one row a problem.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A mass is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The total masses of a problem are 0 or differ.</exception>
    public static IReadOnlyList<TransportResult<T>> SolveBatch<T>(
        this Sinkhorn solver, IReadOnlyList<ICostGeometry<T>> costs, Tensor<T>? sources = null, Tensor<T>? targets = null, ComputeContext? context = null, CancellationToken cancellationToken = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(solver);
        ArgumentNullException.ThrowIfNull(costs);
        foreach (ICostGeometry<T> one in costs)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(costs));
            if (one.Rows != costs[0].Rows || one.Columns != costs[0].Columns)
                throw new ShapeMismatchException($"SolveBatch: some costs are {costs[0].Rows} by {costs[0].Columns} and others {one.Rows} by {one.Columns}; one size is asked for.");
        }

        if (costs.Count == 0)
            return [];
        Count(sources, costs[0].Rows, nameof(sources));
        Count(targets, costs[0].Columns, nameof(targets));
        Tensor<T>?[] a = Rows(sources, costs.Count, nameof(sources)), b = Rows(targets, costs.Count, nameof(targets));
        return Run(solver, costs.Count, k => costs[k], a, b, context, cancellationToken);
    }

    private static TransportResult<T>[] Run<T>(Sinkhorn solver, int count, Func<int, ICostGeometry<T>> costs, Tensor<T>?[] a, Tensor<T>?[] b, ComputeContext? context, CancellationToken cancellationToken)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int k = 0; k < count; k++)
            Masses.Balanced(costs(k), a[k], b[k], "SolveBatch");
        var results = new TransportResult<T>[count];
        ComputeContext one = (context ?? ComputeContext.Default) with { DegreeOfParallelism = 1 };
        ParallelLoop.For(count, k => results[k] = solver.Solve(costs(k), a[k], b[k], one, cancellationToken), context);
        return results;
    }

    /// <summary>How many problems the masses speak of: 1 where they stand for all.</summary>
    private static int Count<T>(Tensor<T>? masses, int length, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (masses is null)
            return 1;
        return masses.Rank == 2 && masses.Shape[1] == length && masses.Shape[0] > 0 ? masses.Shape[0]
            : throw new ShapeMismatchException($"SolveBatch: {name} has the shape {masses.Shape}; rows of {length} masses are asked for.");
    }

    private static Tensor<T>?[] Rows<T>(Tensor<T>? masses, int count, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = new Tensor<T>?[count];
        if (masses is null)
            return rows;
        if (masses.Shape[0] != 1 && masses.Shape[0] != count)
            throw new ShapeMismatchException($"SolveBatch: {name} has the shape {masses.Shape}; 1 or {count} rows are asked for.");
        T[] elements = masses.ToArray();
        int length = masses.Shape[1];
        for (int k = 0; k < count; k++)
            rows[k] = Tensor.From(elements.AsSpan((masses.Shape[0] == 1 ? 0 : k) * length, length).ToArray());
        return rows;
    }
}
