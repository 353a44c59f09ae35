using System.Numerics;

namespace MathsIA;

public static partial class Tensor
{
    /// <summary>The matrix product over the last two axes, leading axes broadcasting as batches.</summary>
    /// <remarks>
    /// <para><c>y[b.., i, j] = Σₚ left[b.., i, p] right[b.., p, j]</c>. A vector on the left is a row, one on the right a column,
    /// and the axis added for it is removed from the result: [k] · [k] gives a 0-dimensional tensor, [m, k] · [k] gives [m]
    /// (NumPy's <c>matmul</c>).</para>
    /// <para>Costs 2 m n k operations a batch. Transposed, sliced and broadcast operands are not copied: the kernel packs them as
    /// it goes. Sums run along k in one fixed order, so any number of threads gives the same bits. With k = 0 the result is zero.</para>
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">A vector, a matrix, or a stack of matrices.</param>
    /// <param name="right">A vector, a matrix, or a stack of matrices.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The inner lengths differ, the batch axes do not broadcast, or an operand is 0-dimensional.</exception>
    public static Tensor<T> MatMul<T>(this Tensor<T> left, Tensor<T> right, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        Shape shape = MatMulShape(left, right, out Tensor<T> a, out Tensor<T> b);
        Tensor<T> result = Uninitialized<T>(shape);
        BatchedProduct.Run(a, b, AsMatrices(result, left.Rank, right.Rank), context);
        return result;
    }

    /// <inheritdoc cref="MatMul{T}(Tensor{T}, Tensor{T}, ComputeContext)"/>
    /// <param name="left">A vector, a matrix, or a stack of matrices.</param>
    /// <param name="right">A vector, a matrix, or a stack of matrices.</param>
    /// <param name="destination">Where to write; of exactly the result's shape, apart from both operands.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentException">The destination overlaps an operand.</exception>
    public static Tensor<T> MatMul<T>(this Tensor<T> left, Tensor<T> right, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T> =>
        MatMul(left, right, T.One, T.Zero, destination, context);

    /// <summary>The matrix product, scaled and added to what stands in the destination: <c>C = alpha A B + beta C</c>.</summary>
    /// <remarks>Shapes and batches as in <see cref="MatMul{T}(Tensor{T}, Tensor{T}, ComputeContext)"/>. With <paramref name="beta"/> zero the destination is not
    /// read, so it may hold anything, NaN included. One pass over memory: no product is kept beside it.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">A vector, a matrix, or a stack of matrices: A.</param>
    /// <param name="right">A vector, a matrix, or a stack of matrices: B.</param>
    /// <param name="alpha">The factor of the product.</param>
    /// <param name="beta">The factor of what stands in the destination.</param>
    /// <param name="destination">C: of exactly the product's shape, apart from both operands.</param>
    /// <param name="context">How to use the machine.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ShapeMismatchException">The inner lengths differ, the batch axes do not broadcast, an operand is 0-dimensional, or the
    /// destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps an operand or repeats its elements.</exception>
    public static Tensor<T> MatMul<T>(this Tensor<T> left, Tensor<T> right, T alpha, T beta, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, INumber<T>
    {
        // Two plain matrices: nothing to work out, so that a solver's loop allocates nothing.
        if (left is { Rank: 2 } && right is { Rank: 2 } && destination is { Rank: 2 }
            && left.Shape[1] == right.Shape[0] && destination.Shape[0] == left.Shape[0] && destination.Shape[1] == right.Shape[1])
        {
            Destination.RequireApart(nameof(MatMul), destination, destination.Shape, left);
            Destination.RequireApart(nameof(MatMul), destination, destination.Shape, right);
            BatchedProduct.Run(alpha, left, right, beta, destination, context);
            return destination;
        }

        Shape shape = MatMulShape(left, right, out Tensor<T> a, out Tensor<T> b);
        Destination.RequireApart(nameof(MatMul), destination, shape, left);
        Destination.RequireApart(nameof(MatMul), destination, shape, right);
        BatchedProduct.Run(alpha, a, b, beta, AsMatrices(destination, left.Rank, right.Rank), context);
        return destination;
    }

    /// <summary>The shape of the product; the operands as stacks of matrices over the common batch axes.</summary>
    private static Shape MatMulShape<T>(Tensor<T> left, Tensor<T> right, out Tensor<T> a, out Tensor<T> b) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Rank == 0 || right.Rank == 0)
            throw new ShapeMismatchException(nameof(MatMul), $"left {left.Shape}, right {right.Shape}: a 0-dimensional operand has no matrix product; multiply elementwise.", left.Rank == 0 ? nameof(left) : nameof(right));
        a = left.Rank == 1 ? left.Unsqueeze(0) : left;
        b = right.Rank == 1 ? right.Unsqueeze(1) : right;
        if (a.Shape[-1] != b.Shape[-2])
            throw new ShapeMismatchException(nameof(MatMul), $"left {left.Shape}, right {right.Shape}: inner lengths {a.Shape[-1]} and {b.Shape[-2]} differ.", nameof(right));
        int rows = a.Shape[-2], inner = a.Shape[-1], columns = b.Shape[-1];
        Shape batch = default;
        if (a.Rank > 2 || b.Rank > 2)
        {
            batch = Shape.Broadcast(new Shape(a.Shape.Lengths[..^2]), new Shape(b.Shape.Lengths[..^2]), "MatMul (batch axes)");
            a = a.BroadcastTo([.. batch.Lengths, rows, inner]);
            b = b.BroadcastTo([.. batch.Lengths, inner, columns]);
        }

        return (left.Rank, right.Rank) switch
        {
            (1, 1) => batch,
            (1, _) => new Shape([.. batch.Lengths, columns]),
            (_, 1) => new Shape([.. batch.Lengths, rows]),
            _ => new Shape([.. batch.Lengths, rows, columns]),
        };
    }

    /// <summary>A result seen as a stack of matrices: with the axes back that vectors had lost.</summary>
    private static Tensor<T> AsMatrices<T>(Tensor<T> result, int leftRank, int rightRank) where T : unmanaged
    {
        Tensor<T> matrices = leftRank == 1 ? result.Unsqueeze(rightRank == 1 ? -1 : -2) : result;
        return rightRank == 1 ? matrices.Unsqueeze(-1) : matrices;
    }
}
