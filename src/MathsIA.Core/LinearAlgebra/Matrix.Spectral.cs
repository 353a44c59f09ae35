using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.LinearAlgebra;

/// <summary>x</summary>
public static unsafe partial class Matrix
{
    /// <summary>eig</summary>
    public static SymmetricEigen<T> SymmetricEigen<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        MatrixArgument.RequireSquares(nameof(SymmetricEigen), a, nameof(a));
        MatrixArgument.RequireFinite(nameof(SymmetricEigen), a, nameof(a));
        Tensor<T> vectors = Tensor.Uninitialized<T>(a.Shape), values = Tensor.Uninitialized<T>(a.Shape.Lengths[..^1]);
        EigenInto(a, values, vectors, context);
        return new SymmetricEigen<T>(values, vectors);
    }

    private static void EigenInto<T>(Tensor<T> a, Tensor<T> values, Tensor<T>? vectors, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> columns = values.Unsqueeze(values.Rank);
        fixed (T* source = a.Storage.Span, d = values.Storage.Span, v = vectors is null ? default : vectors.Storage.Span)
        {
            MatrixBatch<T> results = vectors is null ? default : new MatrixBatch<T>(v, vectors);
            MatrixBatch<T>.ForEach(MatrixBatch<T>.CountOf(a.Shape), new EigenBody<T>(new(source, a), new(d, columns), results, vectors is not null), context);
        }
    }

    private readonly struct EigenBody<T>(MatrixBatch<T> a, MatrixBatch<T> values, MatrixBatch<T> vectors, bool wanted) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> spectrum = values[index];
            SymmetricEigenKernel.Compute(a[index], spectrum.Data, spectrum.RowStride, wanted ? vectors[index] : default, context ?? ComputeContext.Default);
        }
    }

    /// <summary>svd</summary>
    public static SingularValueDecomposition<T> Svd<T>(Tensor<T> a, ComputeContext? context = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Shape[-2], n = a.Shape[-1], k = Math.Min(m, n);
        ReadOnlySpan<int> batch = a.Shape.Lengths[..^2];
        Tensor<T> u = Tensor.Uninitialized<T>([.. batch, m, k]), values = Tensor.Uninitialized<T>([.. batch, k]), vt = Tensor.Uninitialized<T>([.. batch, k, n]);
        Tensor<T> columns = values.Unsqueeze(values.Rank);
        fixed (T* source = a.Storage.Span, d = values.Storage.Span, left = u.Storage.Span, right = vt.Storage.Span)
            MatrixBatch<T>.ForEach(MatrixBatch<T>.CountOf(a.Shape), new SvdBody<T>(new(source, a), new(d, columns), new(left, u), new(right, vt), true), context);
        return new SingularValueDecomposition<T>(u, values, vt);
    }

    private readonly struct SvdBody<T>(MatrixBatch<T> a, MatrixBatch<T> values, MatrixBatch<T> u, MatrixBatch<T> vt, bool wanted) : IMatrixBody
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int index, ComputeContext? context)
        {
            MatrixView<T> spectrum = values[index];
            SingularValueKernel.Compute(a[index], spectrum.Data, spectrum.RowStride, wanted ? u[index] : default, wanted ? vt[index] : default, context ?? ComputeContext.Default);
        }
    }
}
