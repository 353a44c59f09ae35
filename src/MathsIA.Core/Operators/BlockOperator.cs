using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Execution;

namespace MathsIA.Operators;

/// <summary>A matrix of operators: block (i, j) carries part j of the operand to part i of the result.</summary>
/// <remarks>
/// <para>All blocks of a row share their range and all blocks of a column their domain; a null block is zero. With one column
/// the operand is a tensor of that column's domain, otherwise the vector of all the parts, flattened, one after another; and
/// likewise for rows and the result. <see cref="LinearOperator.Column{T}"/>, <see cref="LinearOperator.Row{T}"/> and
/// <see cref="LinearOperator.BlockDiagonal{T}"/> make the common ones.</para>
/// <para>Norm: exact for block-diagonal operators with exact blocks; otherwise a bound on the spectral norm of the matrix of
/// the blocks' norms.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class BlockOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ILinearOperator<T>?[,] _blocks;
    private readonly int[] _rowStarts;
    private readonly int[] _columnStarts;

    /// <summary>Creates the operator from its blocks.</summary>
    /// <param name="blocks">The blocks; null for zero. Every row and every column needs at least one that is not null.</param>
    /// <exception cref="ArgumentException">There is no block, or a row or column has none.</exception>
    /// <exception cref="ShapeMismatchException">Ranges within a row or domains within a column differ.</exception>
    public BlockOperator(ILinearOperator<T>?[,] blocks)
        : base(PartShape(blocks, rows: false), PartShape(blocks, rows: true))
    {
        _blocks = (ILinearOperator<T>?[,])blocks.Clone();
        _rowStarts = Starts(Parts(blocks, rows: true));
        _columnStarts = Starts(Parts(blocks, rows: false));
        Norm = BoundNorm(_blocks);
        IsSelfAdjoint = IsDiagonal(_blocks) && Domain == Range && AllSelfAdjoint(_blocks);
    }

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm { get; }

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        for (int i = 0; i < _blocks.GetLength(0); i++)
        {
            Span<T> part = destination[_rowStarts[i].._rowStarts[i + 1]];
            bool written = false;
            for (int j = 0; j < _blocks.GetLength(1); j++)
                written |= Add(_blocks[i, j], adjoint: false, x[_columnStarts[j].._columnStarts[j + 1]], part, written);
        }
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        for (int j = 0; j < _blocks.GetLength(1); j++)
        {
            Span<T> part = destination[_columnStarts[j].._columnStarts[j + 1]];
            bool written = false;
            for (int i = 0; i < _blocks.GetLength(0); i++)
                written |= Add(_blocks[i, j], adjoint: true, u[_rowStarts[i].._rowStarts[i + 1]], part, written);
        }
    }

    /// <summary>Writes or adds one block's contribution; says whether there was one.</summary>
    private static bool Add(ILinearOperator<T>? block, bool adjoint, ReadOnlySpan<T> operand, Span<T> destination, bool accumulate)
    {
        if (block is null)
            return false;
        using var term = new Workspace<T>(accumulate ? destination.Length : 0);
        Span<T> target = accumulate ? term.Span : destination;
        if (adjoint)
            block.ApplyAdjoint(operand, target);
        else
            block.Apply(operand, target);
        if (accumulate)
            TensorPrimitives.Add(destination, target, destination);
        return true;
    }

    /// <summary>The range of each row of blocks, or the domain of each column, checked to be the same all along.</summary>
    private static Shape[] Parts(ILinearOperator<T>?[,] blocks, bool rows)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        int count = blocks.GetLength(rows ? 0 : 1), others = blocks.GetLength(rows ? 1 : 0);
        if (count == 0 || others == 0)
            throw new ArgumentException("Block: at least one block is needed.", nameof(blocks));
        var parts = new Shape[count];
        for (int p = 0; p < count; p++)
        {
            bool known = false;
            for (int q = 0; q < others; q++)
            {
                ILinearOperator<T>? block = rows ? blocks[p, q] : blocks[q, p];
                if (block is null)
                    continue;
                Shape shape = rows ? block.Range : block.Domain;
                if (known && shape != parts[p])
                    throw new ShapeMismatchException("Block", $"{(rows ? "row" : "column")} {p}: {(rows ? "ranges" : "domains")} {parts[p]} and {shape} differ.", nameof(blocks));
                parts[p] = shape;
                known = true;
            }

            if (!known)
                throw new ArgumentException($"Block: {(rows ? "row" : "column")} {p} has no block, so its shape is unknown; put a ZeroOperator there.", nameof(blocks));
        }

        return parts;
    }

    private static Shape PartShape(ILinearOperator<T>?[,] blocks, bool rows)
    {
        Shape[] parts = Parts(blocks, rows);
        return parts.Length == 1 ? parts[0] : new Shape(Starts(parts)[^1]);
    }

    private static int[] Starts(Shape[] parts)
    {
        var starts = new int[parts.Length + 1];
        long sum = 0;
        for (int p = 0; p < parts.Length; p++)
        {
            sum += parts[p].ElementCount;
            if (sum > Array.MaxLength)
                throw new ArgumentOutOfRangeException("blocks", $"Block: the parts together have more than {Array.MaxLength} elements.");
            starts[p + 1] = (int)sum;
        }

        return starts;
    }

    private static OperatorNorm<T> BoundNorm(ILinearOperator<T>?[,] blocks)
    {
        int rows = blocks.GetLength(0), columns = blocks.GetLength(1);
        T squares = T.Zero, largest = T.Zero, rowMost = T.Zero;
        var columnSums = new T[columns];
        bool exact = true;
        for (int i = 0; i < rows; i++)
        {
            T rowSum = T.Zero;
            for (int j = 0; j < columns; j++)
            {
                if (blocks[i, j] is not { } block)
                    continue;
                T norm = block.Norm.Bound;
                exact &= block.Norm.IsExact;
                squares += norm * norm;
                largest = T.Max(largest, norm);
                rowSum += norm;
                columnSums[j] += norm;
            }

            rowMost = T.Max(rowMost, rowSum);
        }

        if (IsDiagonal(blocks))
            return new OperatorNorm<T>(largest, exact);
        // Both the Frobenius norm and sqrt(max row sum * max column sum) bound the spectral norm of the matrix of norms.
        return OperatorNorm<T>.AtMost(T.Min(T.Sqrt(squares), T.Sqrt(rowMost * columnSums.Max())));
    }

    private static bool IsDiagonal(ILinearOperator<T>?[,] blocks)
    {
        for (int i = 0; i < blocks.GetLength(0); i++)
        {
            for (int j = 0; j < blocks.GetLength(1); j++)
            {
                if (i != j && blocks[i, j] is not null)
                    return false;
            }
        }

        return true;
    }

    private static bool AllSelfAdjoint(ILinearOperator<T>?[,] blocks)
    {
        foreach (ILinearOperator<T>? block in blocks)
        {
            if (block is { IsSelfAdjoint: false })
                return false;
        }

        return true;
    }
}
