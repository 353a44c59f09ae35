using System.Numerics;

namespace MathsIA.OptimalTransport;

/// <summary>The kernel <c>exp(−C/ε)</c> of costs that add up over axes, as one matrix an axis, and its products with several vectors at once: one matrix
/// product an axis. Dense costs are a grid of one axis.</summary>
/// <remarks>Each product takes the first (or last) axis and writes its result at the other end, so that the next axis comes to the same place. After all of them
/// the number of the vector has gone from one end to the other: products with K take the vectors as columns and give them as rows, those with Kᵀ the other way
/// round. Everything is allocated once.</remarks>
internal sealed class SeparableKernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>32 MB of doubles.</summary>
    private const long MostCells = 1L << 22;

    private readonly DenseCost<T>[] _costs;
    private readonly Tensor<double>[] _kernels;
    private readonly T[] _row;
    private readonly Step[] _forward;
    private readonly Step[] _backward;
    private readonly ComputeContext? _context;

    private SeparableKernel(DenseCost<T>[] costs, int count, ComputeContext? context)
    {
        (_costs, _context) = (costs, context);
        _kernels = Array.ConvertAll(costs, cost => Tensor.Uninitialized<double>(cost.Rows, cost.Columns));
        _row = new T[costs.Max(cost => cost.Columns)];
        int[] sources = Array.ConvertAll(costs, cost => cost.Rows), targets = Array.ConvertAll(costs, cost => cost.Columns);
        (_forward, Columns, Products) = Forward(sources, targets, count);
        (_backward, Rows, TransposedProducts) = Backward(sources, targets, count);
    }

    /// <summary>The vectors that <see cref="Apply"/> takes, one a column.</summary>
    public Tensor<double> Columns { get; }

    /// <summary>What <see cref="Apply"/> gives, one a row.</summary>
    public Tensor<double> Products { get; }

    /// <summary>The vectors that <see cref="ApplyTransposed"/> takes, one a row.</summary>
    public Tensor<double> Rows { get; }

    /// <summary>What <see cref="ApplyTransposed"/> gives, one a column.</summary>
    public Tensor<double> TransposedProducts { get; }

    /// <summary>The kernel of these costs for so many vectors; null where they have no axes and are too many to keep.</summary>
    public static SeparableKernel<T>? Of(ICostGeometry<T> costs, int count, ComputeContext? context)
    {
        DenseCost<T>[]? axes = costs switch
        {
            GridCost<T> grid => Array.ConvertAll(grid.Axes.ToArray(), axis => axis.Forward),
            DenseCost<T> dense => [dense],
            _ => null,
        };
        return axes is null || axes.Sum(axis => (long)axis.Rows * axis.Columns) > MostCells ? null : new(axes, count, context);
    }

    /// <summary>Sets ε.</summary>
    public void Prepare(double epsilon)
    {
        for (int axis = 0; axis < _costs.Length; axis++)
        {
            DenseCost<T> costs = _costs[axis];
            Span<double> kernel = _kernels[axis].AsSpan();
            for (int i = 0; i < costs.Rows; i++)
            {
                ReadOnlySpan<T> row = costs.Row(i, 0, _row.AsSpan(0, costs.Columns));
                for (int j = 0; j < row.Length; j++)
                    kernel[(i * row.Length) + j] = Math.Exp(-double.CreateTruncating(row[j]) / epsilon);
            }
        }
    }

    /// <summary><c>K x</c> for every column.</summary>
    public void Apply() => Run(_forward);

    /// <summary><c>Kᵀ x</c> for every row.</summary>
    public void ApplyTransposed() => Run(_backward);

    private void Run(Step[] steps)
    {
        foreach (Step step in steps)
            step.Left.MatMul(step.Right, step.Destination, _context);
    }

    /// <summary>From the order (axes, count): the first axis goes to the end.</summary>
    private (Step[] Steps, Tensor<double> First, Tensor<double> Last) Forward(int[] sources, int[] targets, int count)
    {
        var steps = new Step[sources.Length];
        int size = targets.Aggregate(count, (product, length) => product * length);
        Tensor<double> first = Tensor.Zeros<double>(size), at = first;
        for (int k = 0; k < steps.Length; k++)
        {
            int rest = size / targets[k];
            Tensor<double> next = Tensor.Zeros<double>(rest * sources[k]);
            steps[k] = new(at.Reshape(targets[k], rest).Transpose(), _kernels[k].Transpose(), next.Reshape(rest, sources[k]));
            (at, size) = (next, next.Length);
        }

        return (steps, first, at);
    }

    /// <summary>From the order (count, axes): the last axis goes to the front.</summary>
    private (Step[] Steps, Tensor<double> First, Tensor<double> Last) Backward(int[] sources, int[] targets, int count)
    {
        var steps = new Step[sources.Length];
        int size = sources.Aggregate(count, (product, length) => product * length);
        Tensor<double> first = Tensor.Zeros<double>(size), at = first;
        for (int k = steps.Length - 1; k >= 0; k--)
        {
            int rest = size / sources[k];
            Tensor<double> next = Tensor.Zeros<double>(rest * targets[k]);
            steps[steps.Length - 1 - k] = new(_kernels[k].Transpose(), at.Reshape(rest, sources[k]).Transpose(), next.Reshape(targets[k], rest));
            (at, size) = (next, next.Length);
        }

        return (steps, first, at);
    }

    private readonly record struct Step(Tensor<double> Left, Tensor<double> Right, Tensor<double> Destination);
}
