using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The product <c>A Aᵀ</c> of a matrix with its transpose, exactly symmetric.</summary>
    /// <remarks>Only one triangle is computed, n² k operations: half of those of <c>a.MatMul(a.Transpose())</c>. For <c>Aᵀ A</c> (covariances, normal
    /// equations) pass the transpose of A, which costs no copy. NaN and infinities spread to their row and column.</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, k], or a batch [..., n, k].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor [..., n, n].</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes.</exception>
    public static Tensor<T> SymmetricProduct<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrices(nameof(SymmetricProduct), a, nameof(a));
        return SymmetricProduct(a, Tensor.Uninitialized<T>(a.Shape.With(-1, a.Shape[-2])), context);
    }

    /// <summary>The product <c>A Aᵀ</c> of a matrix with its transpose, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, k], or a batch [..., n, k].</param>
    /// <param name="destination">Where the product goes, [..., n, n]; apart from A.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">There are fewer than two axes, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">The destination overlaps A or repeats its elements.</exception>
    public static Tensor<T> SymmetricProduct<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireMatrices(nameof(SymmetricProduct), a, nameof(a));
        Destination.RequireApart(nameof(SymmetricProduct), destination, a.Shape.With(-1, a.Shape[-2]), a);
        fixed (T* p = a.Storage.Span, q = destination.Storage.Span)
            MatrixBatch<T>.ForEach(nameof(SymmetricProduct), 0, MatrixBatch<T>.CountOf(a.Shape), new SymmetricProductBody<T>(new(p, a), new(q, destination)), context);
        return destination;
    }

    private readonly struct SymmetricProductBody<T>(MatrixBatch<T> a, MatrixBatch<T> result) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> square = result[index];
            Gemm.RunLower(T.One, a[index], T.Zero, square, context);
            for (int i = 0; i < square.Rows; i++)
            {
                for (int j = 0; j < i; j++)
                    square[j, i] = square[i, j];
            }
        }
    }
}
