using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Dense linear algebra: systems, factorizations, least squares, functions of matrices.</summary>
/// <remarks>
/// <para>A matrix is a <see cref="Tensor{T}"/> of rank 2, of any strides: transposed and sliced views are taken as they are.
/// Methods that say so take a batch, <c>[..., n, n]</c>, and work on its matrices at the same time.</para>
/// <para>To use a matrix several times, keep its factorization: <see cref="Cholesky{T}"/>, <see cref="Lu{T}"/>,
/// <see cref="Qr{T}"/>.</para>
/// <para>NaN and infinities in the input throw <see cref="ArgumentException"/>; a matrix that is singular or not positive
/// definite throws a typed exception or is flagged, as each method says. Results have the same bits for any number of threads.
/// The element type is <c>float</c> or <c>double</c>; other floating-point types work without vectors.</para>
/// </remarks>
public static unsafe partial class Matrix
{
    /// <summary>The solution of <c>A X = B</c> for a square A, by elimination with partial pivoting.</summary>
    /// <remarks>⅔ n³ + 2 n² k operations. The residual is small, within a few <c>n ε ‖A‖ ‖X‖</c>; the error is as large as the
    /// condition of A makes it: see <see cref="LuFactorization{T}.ReciprocalCondition"/>.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="b">A vector [n]; a matrix [n, k]; or a batch [..., n, k] whose leading axes broadcast with those of A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>X: [n], [n, k] or [..., n, k].</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">An argument holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> Solve<T>(Tensor<T> a, Tensor<T> b, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Solve(a, b, Tensor.Uninitialized<T>(SolutionShape(nameof(Solve), a, b, Side.Left)), context);

    /// <summary>The solution of <c>A X = B</c>, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="b">A vector [n]; a matrix [n, k]; or a batch [..., n, k] whose leading axes broadcast with those of A.</param>
    /// <param name="destination">Where X goes: exactly its shape; may be B itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The shapes do not fit.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero: the destination is then undefined.</exception>
    /// <exception cref="ArgumentException">An argument holds NaN or an infinity, or partly overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> Solve<T>(Tensor<T> a, Tensor<T> b, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Shape shape = SolutionShape(nameof(Solve), a, b, Side.Left);
        MatrixArgument.RequireDestination(nameof(Solve), shape, destination, a, b);
        MatrixArgument.RequireFinite(nameof(Solve), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(Solve), b, nameof(b));
        RequireSolveMemory(nameof(Solve), a, b.Shape, destination, context);
        if (a.IsSameWindowAs(destination))
            a = a.Clone();
        b.CopyTo(destination);
        SolveInPlace(nameof(Solve), a, destination, context);
        return MatrixArgument.RequireInRange(nameof(Solve), destination);
    }

    /// <summary>The inverse of a square matrix. To solve a system, <see cref="Solve{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/> is
    /// faster and more accurate.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of A.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> Inverse<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(Inverse), a, nameof(a));
        return Inverse(a, Tensor.Uninitialized<T>(a.Shape), context);
    }

    /// <summary>The inverse of a square matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="destination">Where the inverse goes: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero: the destination is then undefined.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or partly overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the result leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> Inverse<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(Inverse), a, nameof(a));
        MatrixArgument.RequireDestination(nameof(Inverse), a.Shape, destination, a);
        MatrixArgument.RequireFinite(nameof(Inverse), a, nameof(a));
        RequireSolveMemory(nameof(Inverse), a, a.Shape, destination, context);
        if (a.IsSameWindowAs(destination))
            a = a.Clone();
        destination.Fill(T.Zero);
        destination.Diagonal().Fill(T.One);
        SolveInPlace(nameof(Inverse), a, destination, context);
        return MatrixArgument.RequireInRange(nameof(Inverse), destination);
    }

    /// <summary>The determinant of a square matrix, ⅔ n³ operations.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The determinant, infinite or zero where it leaves the range of <typeparamref name="T"/>; 1 for n = 0.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static T Determinant<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(Determinant), a, nameof(a));
        return Lu(a, context).Determinant();
    }

    /// <summary>The determinant of a square matrix as its sign and the logarithm of its magnitude.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Sign 0 and minus infinity for a singular matrix.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static LogDeterminant<T> LogDeterminant<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(LogDeterminant), a, nameof(a));
        return Lu(a, context).LogDeterminant();
    }

    /// <summary>The numerical rank: how many diagonal elements of the pivoted QR factorization exceed a fraction of the largest.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [m, n].</param>
    /// <param name="tolerance">The fraction; max(m, n) ε when left out.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The rank, from 0 to min(m, n).</returns>
    /// <exception cref="ShapeMismatchException">A is not a matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or NaN.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static int Rank<T>(Tensor<T> a, T? tolerance = null, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Qr(a, pivot: true, context).Rank(tolerance);

    /// <summary>Eigenvalues and right eigenvectors of a square matrix that need not be symmetric, in double precision.</summary>
    /// <remarks>For a symmetric matrix use the symmetric eigendecomposition: it is exact about reality and orthogonality, and
    /// much faster.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n].</param>
    /// <returns>The eigenvalues and vectors.</returns>
    /// <exception cref="ShapeMismatchException">A is not a square matrix.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    public static GeneralEigen GeneralEigen<T>(Tensor<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquare(nameof(GeneralEigen), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(GeneralEigen), a, nameof(a));
        var copy = new double[a.Shape[0], a.Shape[1]];
        for (int i = 0; i < copy.GetLength(0); i++)
        {
            for (int j = 0; j < copy.GetLength(1); j++)
                copy[i, j] = double.CreateTruncating(a[i, j]);
        }

        return LinearAlgebra.GeneralEigen.Of(copy);
    }

    /// <summary>Checks the shapes of a system and gives that of its solution.</summary>
    private static Shape SolutionShape<T>(string operation, Tensor<T> a, Tensor<T> b, Side side) where T : unmanaged
    {
        MatrixArgument.RequireSquares(operation, a, nameof(a));
        ArgumentNullException.ThrowIfNull(b);
        int n = a.Shape[-1];
        bool vector = b.Rank == 1;
        if (b.Rank == 0 || (vector && a.Rank > 2) || b.Shape[vector || side == Side.Right ? -1 : -2] != n)
            throw new ShapeMismatchException(operation, $"matrix {a.Shape}, right side {b.Shape}: the right side must be [{n}] for a single matrix, or {(side == Side.Left ? $"[..., {n}, k]" : $"[..., k, {n}]")}.", nameof(b));
        if (vector)
            return b.Shape;
        Shape batch = Shape.Broadcast(new Shape(a.Shape.Lengths[..^2]), new Shape(b.Shape.Lengths[..^2]), operation);
        return new Shape([.. batch.Lengths, b.Shape[-2], b.Shape[-1]]);
    }

    /// <summary>A tensor of matrices, broadcast over the leading axes of a shape.</summary>
    private static Tensor<T> BroadcastOver<T>(Tensor<T> a, Shape shape) where T : unmanaged =>
        shape.Rank <= 2 ? a : a.BroadcastTo([.. shape.Lengths[..^2], a.Shape[-2], a.Shape[-1]]);

    /// <summary>Overwrites x, already holding the right sides, with the solutions.</summary>
    private static void SolveInPlace<T>(string operation, Tensor<T> a, Tensor<T> x, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> matrices = BroadcastOver(a, x.Shape);
        Tensor<T> sides = x.Rank == 1 ? x.Unsqueeze(1) : x;
        int count = MatrixBatch<T>.CountOf(sides.Shape);
        var zeroPivots = new int[count];
        fixed (T* p = matrices.Storage.Span, q = sides.Storage.Span)
            MatrixBatch<T>.ForEach(operation, SolveBytes(a), count, new SolveBody<T>(new(p, matrices), new(q, sides), zeroPivots), context);
        foreach (int pivot in zeroPivots)
        {
            if (pivot >= 0)
                throw new SingularMatrixException(operation, a.Shape, pivot);
        }
    }

    /// <summary>What elimination takes for one matrix: a copy to work on, and the pivots.</summary>
    private static long SolveBytes<T>(Tensor<T> a) where T : unmanaged => MatrixArgument.WorkingBytes<T>(a.Shape[-1], a.Shape[-1]) + (long)a.Shape[-1] * sizeof(int);

    /// <summary>Asks for the memory of a solution before the destination is written to.</summary>
    private static void RequireSolveMemory<T>(string operation, Tensor<T> a, Shape sides, Tensor<T> destination, ComputeContext? context) where T : unmanaged
    {
        if (a.IsSameWindowAs(destination))
            context = Workspace.Reserve(operation, (long)a.Length * sizeof(T), context);
        Workspace.ReserveEach(operation, SolveBytes(a), sides.Rank <= 2 ? 1 : MatrixBatch<T>.CountOf(sides), context);
    }

    private readonly struct SolveBody<T>(MatrixBatch<T> a, MatrixBatch<T> x, int[] zeroPivots) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index];
            int n = matrix.Rows, stride = MatrixArgument.WorkingStride<T>(n);
            using var copy = new Workspace<T>((long)n * stride);
            using var pivots = new Workspace<int>(n);
            var factors = new MatrixView<T>(copy.Data, n, n, stride, 1);
            QrKernel.Copy(matrix, factors);
            zeroPivots[index] = LuKernel.Factor(factors, pivots.Data, context);
            if (zeroPivots[index] < 0)
                LuKernel.Solve(factors, pivots.Data, x[index], transpose: false, context);
        }
    }
}
