using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.Optimization;

/// <summary>Samples in the rows of a matrix.</summary>
internal sealed class DenseDesign<T> : IDesign<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewer rows than this are not worth a matrix kernel.</summary>
    private const int Few = 4;

    private readonly Tensor<T> _rows;
    private T[] _scaled = [];
    private T? _largestRow;

    public DenseDesign(Tensor<T> design, string operation)
    {
        Guard.Rank(design, 2, operation);
        if (design.IsEmpty)
            throw new ShapeMismatchException(operation, $"the design {design.Shape} has no sample or no feature.", nameof(design));
        Guard.Finite(design, operation);
        _rows = design.Contiguous();
    }

    public int Samples => _rows.Shape[0];

    public int Features => _rows.Shape[1];

    public long StoredCount => _rows.Length;

    public T LargestRow => _largestRow ??= FindLargestRow();

    public unsafe void Predict(int first, int count, int outputs, ReadOnlySpan<T> x, Span<T> z)
    {
        if (outputs == 1 && count < Few)
        {
            for (int i = 0; i < count; i++)
                z[i] = VectorKernels.Dot(Row(first + i), x);
            return;
        }

        fixed (T* a = Rows(first, count), px = x, pz = z)
            Gemm.Run(T.One, new MatrixView<T>(a, count, Features), new MatrixView<T>(px, Features, outputs), T.Zero, new MatrixView<T>(pz, count, outputs), ComputeContext.SingleThread);
    }

    public unsafe void AddAdjoint(int first, int count, int outputs, ReadOnlySpan<T> z, Span<T> gradient)
    {
        if (outputs == 1 && count < Few)
        {
            for (int i = 0; i < count; i++)
                VectorKernels.Axpy(z[i], Row(first + i), gradient);
            return;
        }

        fixed (T* a = Rows(first, count), pz = z, pg = gradient)
            Gemm.Run(T.One, new MatrixView<T>(a, count, Features).Transpose(), new MatrixView<T>(pz, count, outputs), T.One, new MatrixView<T>(pg, Features, outputs), ComputeContext.SingleThread);
    }

    public unsafe void AddGram(int first, int count, ReadOnlySpan<T> curvatures, Span<T> hessian)
    {
        if (_scaled.Length < count * Features)
            _scaled = new T[count * Features];
        for (int i = 0; i < count; i++)
        {
            Span<T> row = _scaled.AsSpan(i * Features, Features);
            Row(first + i).CopyTo(row);
            VectorKernels.Scale(curvatures[i], row);
        }

        fixed (T* a = Rows(first, count), scaled = _scaled, h = hessian)
            Gemm.Run(T.One, new MatrixView<T>(a, count, Features).Transpose(), new MatrixView<T>(scaled, count, Features), T.One, new MatrixView<T>(h, Features, Features), ComputeContext.SingleThread);
    }

    public (T Largest, T Smallest) Spectrum(ComputeContext? context) => GramSpectrum.Of(_rows, context);

    private ReadOnlySpan<T> Row(int i) => Rows(i, 1);

    private ReadOnlySpan<T> Rows(int first, int count) => _rows.AsSpan().Slice(first * Features, count * Features);

    private T FindLargestRow()
    {
        T largest = T.Zero;
        for (int i = 0; i < Samples; i++)
            largest = T.Max(largest, VectorKernels.Dot(Row(i), Row(i)));
        return largest;
    }
}
