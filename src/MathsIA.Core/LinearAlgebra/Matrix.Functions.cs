using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

public static unsafe partial class Matrix
{
    /// <summary>The exponential of a square matrix, <c>Σ Aᵏ / k!</c> (not that of its elements).</summary>
    /// <remarks>By scaling, a Padé approximant of degree up to 13, and squaring: about 6 to 10 products of matrices and one solve,
    /// and one product more for each doubling of the norm above 5.4. Source: N. Higham, The scaling and squaring method for the
    /// matrix exponential revisited, SIAM J. Matrix Anal. Appl. 26 (2005).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>A new tensor of the shape of A.</returns>
    /// <exception cref="ShapeMismatchException">A is not square.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity.</exception>
    /// <exception cref="OverflowException">An element of the exponential leaves the range of <typeparamref name="T"/>.</exception>
    public static Tensor<T> Exp<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(Exp), a, nameof(a));
        return Exp(a, Tensor.Uninitialized<T>(a.Shape), context);
    }

    /// <summary>The exponential of a square matrix, into a destination.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="a">A matrix [n, n], or a batch [..., n, n].</param>
    /// <param name="destination">Where the exponential goes: the shape of A; may be A itself.</param>
    /// <param name="context">Threads; all processors by default.</param>
    /// <returns>The destination.</returns>
    /// <exception cref="ShapeMismatchException">A is not square, or the destination has another shape.</exception>
    /// <exception cref="ArgumentException">A holds NaN or an infinity, or partly overlaps the destination.</exception>
    /// <exception cref="OverflowException">An element of the exponential leaves the range of <typeparamref name="T"/>: the
    /// destination is then undefined.</exception>
    public static Tensor<T> Exp<T>(Tensor<T> a, Tensor<T> destination, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(Exp), a, nameof(a));
        MatrixArgument.RequireDestination(nameof(Exp), a.Shape, destination, a);
        MatrixArgument.RequireFinite(nameof(Exp), a, nameof(a));
        fixed (T* p = a.Storage.Span, q = destination.Storage.Span)
        {
            int count = MatrixBatch<T>.CountOf(a.Shape);
            MatrixBatch<T>.ForEach(nameof(Exp), 8L * a.Shape[-1] * a.Shape[-1] * sizeof(T), count, new ExpBody<T>(new(p, a), new(q, destination)), context);
        }

        return MatrixArgument.RequireInRange(nameof(Exp), destination);
    }

    private readonly struct ExpBody<T>(MatrixBatch<T> a, MatrixBatch<T> result) : IMatrixBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> matrix = a[index];
            double norm = 0;
            for (int j = 0; j < matrix.Columns; j++)
            {
                double sum = 0;
                for (int i = 0; i < matrix.Rows; i++)
                    sum += double.CreateTruncating(T.Abs(matrix[i, j]));
                norm = Math.Max(norm, sum);
            }

            ExponentialKernel.Run(matrix, Math.Min(norm, double.MaxValue), result[index], context);
        }
    }
}
