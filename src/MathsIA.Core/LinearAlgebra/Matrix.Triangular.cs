using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The solution of <c>op(A) X = B</c> or <c>X op(A) = B</c> for a triangular A, op being the identity or the
    /// transpose; n² operations for each right side.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n]; only the named triangle is read.</param>
    /// <param name="b">A vector [n]; a matrix [n, k] ([k, n] on the right side); or a batch of matrices whose leading axes
    /// broadcast with those of A.</param>
    /// <param name="triangle">Which triangle of A holds the matrix (before transposing).</param>
    /// <param name="side">On which side of X the matrix stands. A vector counts as a column on the left, a row on the right.</param>
    /// <param name="transpose">Whether to solve with the transpose of A.</param>
    /// <param name="unitDiagonal">Whether the diagonal is taken as ones, unread.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X, of the shape of B (broadcast).</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">An element of the diagonal is zero.</exception>
    /// <exception cref="ArgumentException">The triangle or B holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> TriangularSolve<T>(Tensor<T> a, Tensor<T> b, Triangle triangle, Side side = Side.Left, bool transpose = false, bool unitDiagonal = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TriangularSolve(a, b, Tensor.Uninitialized<T>(SolutionShape(nameof(TriangularSolve), a, b, side)), triangle, side, transpose, unitDiagonal, context);

    /// <summary>The solution of a triangular system, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n]; only the named triangle is read.</param>
    /// <param name="b">A vector [n]; a matrix [n, k] ([k, n] on the right side); or a batch of matrices whose leading axes
    /// broadcast with those of A.</param>
    /// <param name="destination">Where X goes: exactly its shape; may be B itself.</param>
    /// <param name="triangle">Which triangle of A holds the matrix (before transposing).</param>
    /// <param name="side">On which side of X the matrix stands. A vector counts as a column on the left, a row on the right.</param>
    /// <param name="transpose">Whether to solve with the transpose of A.</param>
    /// <param name="unitDiagonal">Whether the diagonal is taken as ones, unread.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">An element of the diagonal is zero.</exception>
    /// <exception cref="ArgumentException">The triangle or B holds NaN or an infinity, or overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> TriangularSolve<T>(Tensor<T> a, Tensor<T> b, Tensor<T> destination, Triangle triangle, Side side = Side.Left, bool transpose = false, bool unitDiagonal = false, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = SolutionShape(nameof(TriangularSolve), a, b, side);
        MatrixArgument.RequireDestination(nameof(TriangularSolve), shape, destination, a, b);
        if (!Enum.IsDefined(triangle))
            throw new ArgumentOutOfRangeException(nameof(triangle), triangle, "TriangularSolve: the triangle is Lower or Upper.");
        if (!Enum.IsDefined(side))
            throw new ArgumentOutOfRangeException(nameof(side), side, "TriangularSolve: the side is Left or Right.");
        MatrixArgument.RequireFinite(nameof(TriangularSolve), b, nameof(b));
        if (a.IsSameWindowAs(destination))
        {
            context = Workspace.Reserve(nameof(TriangularSolve), (long)a.Length * sizeof(T), context);
            a = a.Clone();
        }

        fixed (T* p = a.Storage.Span)
        {
            var triangles = new MatrixBatch<T>(p, a);
            for (int i = 0; i < MatrixBatch<T>.CountOf(a.Shape); i++)
                RequireRegular(triangles[i], a.Shape, triangle, unitDiagonal);
        }

        b.CopyTo(destination);
        Tensor<T> matrices = BroadcastOver(a, shape);
        Tensor<T> sides = destination.Rank > 1 ? destination : destination.Unsqueeze(side == Side.Left ? 1 : 0);
        int count = MatrixBatch<T>.CountOf(sides.Shape);
        fixed (T* p = matrices.Storage.Span, q = sides.Storage.Span)
        {
            var body = new TriangularBody<T>(new(p, matrices), new(q, sides), triangle == Triangle.Upper, side == Side.Right, transpose, unitDiagonal);
            MatrixBatch<T>.ForEach(nameof(TriangularSolve), 0, count, body, context);
        }

        return MatrixArgument.RequireInRange(nameof(TriangularSolve), destination);
    }

    /// <summary>Refuses a triangle with a zero on its diagonal, or with anything that is not finite.</summary>
    private static void RequireRegular<T>(MatrixView<T> a, Shape shape, Triangle triangle, bool unitDiagonal) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixView<T> lower = triangle == Triangle.Lower ? a : a.Transpose();
        for (int i = 0; i < lower.Rows; i++)
        {
            for (int j = 0; j < (unitDiagonal ? i : i + 1); j++)
            {
                if (!T.IsFinite(lower[i, j]))
                    throw new ArgumentException($"TriangularSolve: the triangle of the matrix {shape} holds {lower[i, j]}; every element must be finite.", nameof(a));
            }

            if (!unitDiagonal && lower[i, i] == T.Zero)
                throw new SingularMatrixException(nameof(TriangularSolve), shape, i);
        }
    }

    private readonly struct TriangularBody<T>(MatrixBatch<T> a, MatrixBatch<T> x, bool upper, bool right, bool transpose, bool unit) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            // X op(A) = B is op(A)ᵀ Xᵀ = Bᵀ; each transposition turns the triangle over.
            bool turned = right ^ transpose;
            MatrixView<T> matrix = turned ? a[index].Transpose() : a[index];
            MatrixView<T> unknown = right ? x[index].Transpose() : x[index];
            if (upper ^ turned)
                TriangularSolver.SolveUpper(matrix, unknown, unit, context);
            else
                TriangularSolver.SolveLower(matrix, unknown, unit, context);
        }
    }
}
