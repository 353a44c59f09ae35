using System.Numerics;
using MathsIA.Execution;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>Products <c>L diag(w) R</c> of the parts of a decomposition, for one matrix or a batch.</summary>
internal static unsafe class SpectralProduct
{
    /// <summary>Computes <c>L diag(w) R</c>.</summary>
    /// <param name="operation">The operation, for messages.</param>
    /// <param name="left">L, [..., m, k].</param>
    /// <param name="weights">w, [..., k]; null for ones.</param>
    /// <param name="right">R, [..., k, n].</param>
    /// <param name="destination">[..., m, n]; must not overlap the others.</param>
    /// <param name="symmetric">Whether the product is known to be symmetric: one triangle is then computed and copied to the other.</param>
    /// <param name="context">The threads to use.</param>
    public static void Run<T>(string operation, Tensor<T> left, Tensor<T>? weights, Tensor<T> right, Tensor<T> destination, bool symmetric, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> columns = weights is null ? left : weights.Unsqueeze(weights.Rank);
        fixed (T* l = left.Storage.Span, w = columns.Storage.Span, r = right.Storage.Span, c = destination.Storage.Span)
        {
            var body = new Body<T>(new(l, left), new(w, columns), new(r, right), new(c, destination), weights is not null, symmetric);
            MatrixBatch<T>.ForEach(operation, weights is null ? 0 : (long)left.Shape[-2] * left.Shape[-1] * sizeof(T), MatrixBatch<T>.CountOf(destination.Shape), body, context);
        }
    }

    private readonly struct Body<T>(MatrixBatch<T> left, MatrixBatch<T> weights, MatrixBatch<T> right, MatrixBatch<T> destination, bool weighted, bool symmetric) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> l = left[index], result = destination[index];
            if (!weighted)
            {
                Gemm.Run(T.One, l, right[index], T.Zero, result, context);
                return;
            }

            MatrixView<T> w = weights[index];
            using var scratch = new Workspace<T>((long)l.Rows * l.Columns);
            var scaled = new MatrixView<T>(scratch.Data, l.Rows, l.Columns);
            for (int i = 0; i < l.Rows; i++)
            {
                for (int p = 0; p < l.Columns; p++)
                    scaled[i, p] = l[i, p] * w[p, 0];
            }

            if (!symmetric)
            {
                Gemm.Run(T.One, scaled, right[index], T.Zero, result, context);
                return;
            }

            Gemm.RunLower(T.One, scaled, right[index], T.Zero, result, context);
            for (int i = 0; i < result.Rows; i++)
            {
                for (int j = 0; j < i; j++)
                    result[j, i] = result[i, j];
            }
        }
    }
}
