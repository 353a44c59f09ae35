using System.Numerics;

namespace MathsIA.Operators;

public static partial class LinearOperator
{
    /// <summary>Operators above one another: <c>x ↦ (A x, B x, ...)</c>, flattened into one vector.</summary>
    /// <param name="operators">The blocks, of one common domain.</param>
    /// <returns>An operator from the common domain to a vector of all results.</returns>
    /// <exception cref="ShapeMismatchException">The domains differ.</exception>
    public static BlockOperator<T> Column<T>(params ReadOnlySpan<ILinearOperator<T>> operators) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ILinearOperator<T>[] blocks = OperatorGuard.Copy(operators, nameof(Column));
        var grid = new ILinearOperator<T>?[blocks.Length, 1];
        for (int i = 0; i < blocks.Length; i++)
            grid[i, 0] = blocks[i];
        return new BlockOperator<T>(grid);
    }

    /// <summary>Operators beside one another: <c>(x, y, ...) ↦ A x + B y + ...</c>, the operands flattened into one vector.</summary>
    /// <param name="operators">The blocks, of one common range.</param>
    /// <returns>An operator from a vector of all operands to the common range.</returns>
    /// <exception cref="ShapeMismatchException">The ranges differ.</exception>
    public static BlockOperator<T> Row<T>(params ReadOnlySpan<ILinearOperator<T>> operators) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ILinearOperator<T>[] blocks = OperatorGuard.Copy(operators, nameof(Row));
        var grid = new ILinearOperator<T>?[1, blocks.Length];
        for (int j = 0; j < blocks.Length; j++)
            grid[0, j] = blocks[j];
        return new BlockOperator<T>(grid);
    }

    /// <summary>Operators that act each on a part of their own: <c>(x, y, ...) ↦ (A x, B y, ...)</c>, flattened into vectors.</summary>
    /// <param name="operators">The blocks, of any shapes.</param>
    /// <returns>The block-diagonal operator.</returns>
    public static BlockOperator<T> BlockDiagonal<T>(params ReadOnlySpan<ILinearOperator<T>> operators) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ILinearOperator<T>[] blocks = OperatorGuard.Copy(operators, nameof(BlockDiagonal));
        var grid = new ILinearOperator<T>?[blocks.Length, blocks.Length];
        for (int i = 0; i < blocks.Length; i++)
            grid[i, i] = blocks[i];
        return new BlockOperator<T>(grid);
    }
}
