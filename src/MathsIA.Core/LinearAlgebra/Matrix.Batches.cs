using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The determinants of a batch of matrices, several at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The determinants, [...]; infinite or zero where they leave the range of <typeparamref name="T"/>.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static Tensor<T> Determinants<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ScaledProduct<T>[] products = PivotProducts(nameof(Determinants), a, context);
        return new Tensor<T>(Array.ConvertAll(products, static product => product.Value), new Shape(a.Shape.Lengths[..^2]));
    }

    /// <summary>The determinants of a batch of matrices, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., n, n].</param>
    /// <param name="destination">Where the determinants go, [...]; apart from A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity, or the destination overlaps A or repeats its elements.</exception>
    public static Tensor<T> Determinants<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(Determinants), a, nameof(a));
        Destination.RequireApart(nameof(Determinants), destination, new Shape(a.Shape.Lengths[..^2]), a);
        Determinants(a, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The determinants of a batch of matrices as signs and logarithms of magnitudes, several at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The determinants, [...]: sign 0 and minus infinity for a singular matrix.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static Tensor<LogDeterminant<T>> LogDeterminants<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ScaledProduct<T>[] products = PivotProducts(nameof(LogDeterminants), a, context);
        return new Tensor<LogDeterminant<T>>(Array.ConvertAll(products, static product => product.Log), new Shape(a.Shape.Lengths[..^2]));
    }

    /// <summary>The determinants of a batch of matrices as signs and logarithms of magnitudes, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., n, n].</param>
    /// <param name="destination">Where the determinants go, [...].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity, or the destination repeats its elements.</exception>
    public static Tensor<LogDeterminant<T>> LogDeterminants<T>(Tensor<T> a, Tensor<LogDeterminant<T>> destination, ComputeContext? context = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(LogDeterminants), a, nameof(a));
        Destination.Require(nameof(LogDeterminants), destination, new Shape(a.Shape.Lengths[..^2]));
        LogDeterminants(a, context).CopyTo(destination);
        return destination;
    }

    /// <summary>The Cholesky factors L of a batch of symmetric positive definite matrices, several at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Symmetric matrices [..., n, n], of which only the upper triangles are read.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Lower triangular matrices [..., n, n] with <c>A = L Lᵀ</c>.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ.</exception>
    /// <exception cref="NotPositiveDefiniteException">A matrix is not positive definite; the first such names its pivot.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static Tensor<T> CholeskyFactors<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(CholeskyFactors), a, nameof(a));
        return CholeskyFactors(a, Tensor.Uninitialized<T>(a.Shape), context);
    }

    /// <summary>The Cholesky factors L of a batch of matrices, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Symmetric matrices [..., n, n], of which only the upper triangles are read.</param>
    /// <param name="destination">Where the factors go: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">The last two lengths differ, or the destination has another shape.</exception>
    /// <exception cref="NotPositiveDefiniteException">A matrix is not positive definite; the first such names its pivot. The
    /// destination is then undefined.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity, or partly overlaps the destination.</exception>
    public static Tensor<T> CholeskyFactors<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(CholeskyFactors), a, nameof(a));
        MatrixArgument.RequireDestination(nameof(CholeskyFactors), a.Shape, destination, a);
        MatrixArgument.RequireFinite(nameof(CholeskyFactors), a, nameof(a));
        var failures = new int[MatrixBatch<T>.CountOf(a.Shape)];
        fixed (T* p = a.Storage.Span, q = destination.Storage.Span)
            MatrixBatch<T>.ForEach(nameof(CholeskyFactors), MatrixArgument.WorkingBytes<T>(a.Shape[-1], a.Shape[-1]), failures.Length, new CholeskyBody<T>(new(p, a), new(q, destination), failures), context);
        foreach (int pivot in failures)
        {
            if (pivot >= 0)
                throw new NotPositiveDefiniteException(nameof(CholeskyFactors), a.Shape, pivot);
        }

        return destination;
    }

    /// <summary>The factors of <c>A = Q R</c> of a batch of matrices, several at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>Q, [..., m, k] with orthonormal columns, and the upper triangular R, [..., k, n]; k = min(m, n).</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static (Tensor<T> Q, Tensor<T> R) QrFactors<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrices(nameof(QrFactors), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(QrFactors), a, nameof(a));
        int k = Math.Min(a.Shape[-1], a.Shape[-2]);
        Tensor<T> orthogonal = Tensor.Uninitialized<T>(a.Shape.With(-1, k)), triangular = Tensor.Zeros<T>(a.Shape.With(-2, k));
        fixed (T* p = a.Storage.Span, q = orthogonal.Storage.Span, r = triangular.Storage.Span)
            MatrixBatch<T>.ForEach(nameof(QrFactors), QrBytes(a), MatrixBatch<T>.CountOf(a.Shape), new QrBody<T>(new(p, a), new(q, orthogonal), new(r, triangular)), context);
        return (orthogonal, triangular);
    }

    /// <summary>The factors of <c>P A = L U</c> (partial pivoting) of a batch of matrices, several at a time.</summary>
    /// <remarks>A singular matrix has factors too: a zero on the diagonal of U. To solve systems with a batch,
    /// <see cref="Solve{T}(Tensor{T}, Tensor{T}, ComputeContext?)"/> takes the matrices themselves.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">Matrices [..., m, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>L, [..., m, k], lower triangular with ones on its diagonal; U, [..., k, n], upper triangular; k = min(m, n); and the rows of A in the
    /// order of <c>P A</c>, [..., m].</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static (Tensor<T> Lower, Tensor<T> Upper, Tensor<int> Permutation) LuFactors<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrices(nameof(LuFactors), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(LuFactors), a, nameof(a));
        int k = Math.Min(a.Shape[-1], a.Shape[-2]);
        Tensor<T> lower = Tensor.Zeros<T>(a.Shape.With(-1, k)), upper = Tensor.Zeros<T>(a.Shape.With(-2, k));
        Tensor<int> permutation = Tensor.Uninitialized<int>(a.Shape.Lengths[..^1]);
        fixed (T* p = a.Storage.Span, l = lower.Storage.Span, u = upper.Storage.Span)
        fixed (int* rows = permutation.Storage.Span)
            MatrixBatch<T>.ForEach(nameof(LuFactors), MatrixArgument.WorkingBytes<T>(a.Shape[-2], a.Shape[-1]), MatrixBatch<T>.CountOf(a.Shape), new LuBody<T>(new(p, a), new(l, lower), new(u, upper), rows), context);
        return (lower, upper, permutation);
    }

    private static ScaledProduct<T>[] PivotProducts<T>(string operation, Tensor<T> a, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(operation, a, nameof(a));
        MatrixArgument.RequireFinite(operation, a, nameof(a));
        var products = new ScaledProduct<T>[MatrixBatch<T>.CountOf(a.Shape)];
        fixed (T* p = a.Storage.Span)
            MatrixBatch<T>.ForEach(operation, MatrixArgument.WorkingBytes<T>(a.Shape[-1], a.Shape[-1]), products.Length, new DeterminantBody<T>(new(p, a), products), context);
        return products;
    }

    private readonly struct DeterminantBody<T>(MatrixBatch<T> a, ScaledProduct<T>[] products) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index];
            int n = matrix.Rows, stride = MatrixArgument.WorkingStride<T>(n);
            using var copy = new Workspace<T>((long)n * stride);
            using var pivots = new Workspace<int>(n);
            var factors = new MatrixView<T>(copy.Data, n, n, stride, 1);
            QrKernel.Copy(matrix, factors);
            LuKernel.Factor(factors, pivots.Data, context);
            products[index] = LuKernel.PivotProduct(factors, pivots.Data);
        }
    }

    private readonly struct CholeskyBody<T>(MatrixBatch<T> a, MatrixBatch<T> result, int[] failures) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index], lower = result[index];
            int n = matrix.Rows, stride = MatrixArgument.WorkingStride<T>(n);
            using var copy = new Workspace<T>((long)n * stride);
            var upper = new MatrixView<T>(copy.Data, n, n, stride, 1);
            QrKernel.Copy(matrix, upper);
            failures[index] = CholeskyKernel.Factor(upper, context);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                    lower[i, j] = j <= i ? upper[j, i] : T.Zero;
            }
        }
    }

    private readonly struct LuBody<T>(MatrixBatch<T> a, MatrixBatch<T> l, MatrixBatch<T> u, int* permutation) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index], lower = l[index], upper = u[index];
            int stride = MatrixArgument.WorkingStride<T>(matrix.Columns);
            using var copy = new Workspace<T>((long)matrix.Rows * stride);
            using var pivots = new Workspace<int>(lower.Columns);
            var factors = new MatrixView<T>(copy.Data, matrix.Rows, matrix.Columns, stride, 1);
            QrKernel.Copy(matrix, factors);
            LuKernel.Factor(factors, pivots.Data, context);
            int* rows = permutation + (nint)index * matrix.Rows;
            for (int i = 0; i < matrix.Rows; i++)
            {
                rows[i] = i;
                for (int j = 0; j < Math.Min(i, lower.Columns); j++)
                    lower[i, j] = factors[i, j];
                if (i < lower.Columns)
                    lower[i, i] = T.One;
                for (int j = i; j < matrix.Columns && i < upper.Rows; j++)
                    upper[i, j] = factors[i, j];
            }

            for (int i = 0; i < lower.Columns; i++)
                (rows[i], rows[pivots.Data[i]]) = (rows[pivots.Data[i]], rows[i]);
        }
    }

    private readonly struct QrBody<T>(MatrixBatch<T> a, MatrixBatch<T> q, MatrixBatch<T> r) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index], triangle = r[index];
            int stride = MatrixArgument.WorkingStride<T>(matrix.Columns);
            using var copy = new Workspace<T>((long)matrix.Rows * stride);
            var work = new MatrixView<T>(copy.Data, matrix.Rows, matrix.Columns, stride, 1);
            QrKernel.Copy(matrix, work);
            using BlockReflectors<T> reflectors = QrKernel.Factor(work, isTransient: true, context);
            reflectors.FormThin(q[index], context);
            for (int i = 0; i < triangle.Rows; i++)
                QrKernel.Copy(work.Block(i, i, 1, triangle.Columns - i), triangle.Block(i, i, 1, triangle.Columns - i));
        }
    }
}
