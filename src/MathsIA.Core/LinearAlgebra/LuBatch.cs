using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>The factorizations <c>P A = L U</c> of a batch of square matrices, in memory of the caller's: made once, used many times.</summary>
/// <remarks>The pivots lie beside the factors as numbers of the element type, so that both can be kept like any other tensor. Row i
/// was exchanged with row <c>pivots[i]</c>, in order.</remarks>
internal static unsafe class LuBatch
{
    /// <summary>Factors every matrix. A singular one has factors too.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="a">Matrices [..., n, n], of any strides.</param>
    /// <param name="factors">Receives L below the diagonal and U on and above it: contiguous, [..., n, n].</param>
    /// <param name="pivots">Receives the exchanges: contiguous, [..., n, 1].</param>
    /// <param name="context">Threads.</param>
    /// <exception cref="ArgumentException">A matrix holds NaN or an infinity.</exception>
    public static void Factor<T>(string operation, Tensor<T> a, Tensor<T> factors, Tensor<T> pivots, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireFinite(operation, a, nameof(a));
        a.CopyTo(factors);
        fixed (T* f = factors.Storage.Span, p = pivots.Storage.Span)
            MatrixBatch<T>.ForEach(operation, (long)a.Shape[-1] * sizeof(int), MatrixBatch<T>.CountOf(a.Shape), new FactorBody<T>(new(f, factors), new(p, pivots)), context);
    }

    /// <summary>Overwrites right sides with the solutions of <c>A X = B</c>, or of <c>Aᵀ X = B</c>.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="factors">What <see cref="Factor"/> made; its leading axes broadcast to those of x.</param>
    /// <param name="pivots">What <see cref="Factor"/> made beside them.</param>
    /// <param name="x">The right sides, then the solutions: contiguous, [..., n, k].</param>
    /// <param name="transpose">Whether to solve with the transposes.</param>
    /// <param name="context">Threads.</param>
    /// <exception cref="SingularMatrixException">A pivot is exactly zero.</exception>
    /// <exception cref="ArgumentException">A right side holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of a solution leaves the range of the element type.</exception>
    public static void Solve<T>(string operation, Tensor<T> factors, Tensor<T> pivots, Tensor<T> x, bool transpose, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireFinite(operation, x, "b");
        int n = factors.Shape[-1];
        ReadOnlySpan<int> leading = x.Shape.Lengths[..^2];
        Tensor<T> matrices = factors.BroadcastTo([.. leading, n, n]), exchanges = pivots.BroadcastTo([.. leading, n, 1]);
        fixed (T* f = factors.Storage.Span, p = pivots.Storage.Span, s = x.Storage.Span)
        {
            RequireRegular(operation, factors.Shape, new MatrixBatch<T>(f, factors));
            MatrixBatch<T>.ForEach(operation, (long)n * sizeof(int), MatrixBatch<T>.CountOf(x.Shape), new SolveBody<T>(new(f, matrices), new(p, exchanges), new(s, x), transpose), context);
        }

        MatrixArgument.RequireInRange(operation, x);
    }

    /// <summary>The logarithms of the magnitudes of the determinants; minus infinity for a singular matrix.</summary>
    /// <param name="factors">What <see cref="Factor"/> made.</param>
    /// <param name="destination">Receives one number a matrix, in row-major order.</param>
    public static void LogMagnitudes<T>(Tensor<T> factors, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* f = factors.Storage.Span)
        {
            var batch = new MatrixBatch<T>(f, factors);
            for (int i = 0; i < destination.Length; i++)
            {
                MatrixView<T> matrix = batch[i];
                var product = new ScaledProduct<T>(negative: false);
                for (int k = 0; k < matrix.Rows; k++)
                    product.Multiply(matrix[k, k]);
                destination[i] = product.Log.LogMagnitude;
            }
        }
    }

    private static void RequireRegular<T>(string operation, Shape shape, MatrixBatch<T> factors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < factors.Count; i++)
        {
            MatrixView<T> matrix = factors[i];
            for (int k = 0; k < matrix.Rows; k++)
            {
                if (matrix[k, k] == T.Zero)
                    throw new SingularMatrixException(operation, shape, k);
            }
        }
    }

    private readonly struct FactorBody<T>(MatrixBatch<T> factors, MatrixBatch<T> pivots) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = factors[index], exchanges = pivots[index];
            using var rows = new Workspace<int>(matrix.Rows);
            LuKernel.Factor(matrix, rows.Data, context);
            for (int i = 0; i < matrix.Rows; i++)
                exchanges[i, 0] = Widening.FromDouble<T>(rows.Data[i]);
        }
    }

    private readonly struct SolveBody<T>(MatrixBatch<T> factors, MatrixBatch<T> pivots, MatrixBatch<T> x, bool transpose) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = factors[index], exchanges = pivots[index];
            using var rows = new Workspace<int>(matrix.Rows);
            for (int i = 0; i < matrix.Rows; i++)
                rows.Data[i] = (int)Widening.ToDouble(exchanges[i, 0]);
            LuKernel.Solve(matrix, rows.Data, x[index], transpose, context);
        }
    }
}
