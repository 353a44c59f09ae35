using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>A convolution with kernels of one tap at stride 1: for each example and group one matrix product of the weights with the image, whose
/// channels are the rows. Nothing is copied but what the product packs.</summary>
/// <remarks>The element of the weights for channel <c>i</c> of the result and <c>c</c> of the source stands at <c>group groupStride + i resultStride + c sourceStride</c>.</remarks>
internal readonly unsafe struct PointwisePass<T>(int batch, int groups, int results, int sources, int plane, T* source, T* weights, nint groupStride, nint resultStride, nint sourceStride, T* bias, T* result, ComputeContext context) : ILoopBody
    where T : unmanaged, INumber<T>
{
    private int Count => batch * groups;

    /// <summary>Whether a stencil is such a product: a single tap, no step and no padding.</summary>
    public static bool Fits(StencilAxis axis) => axis is { Taps: 1, Stride: 1, Origin: 0, ResultStart: 0, ResultStride: 1 } && axis.OffsetStart == 0 && axis.Count == axis.Source;

    /// <summary>Runs the products side by side where there is one for every thread, and one after another on all threads where not: the bits of a
    /// product do not depend on that.</summary>
    public void Run()
    {
        if (Count >= context.DegreeOfParallelism)
        {
            ParallelLoop.For(Count, this, context);
            return;
        }

        for (int i = 0; i < Count; i++)
            Run(i, context);
    }

    public void Run(int index) => Run(index, context with { DegreeOfParallelism = 1 });

    private void Run(int index, ComputeContext threads)
    {
        int group = index % groups;
        T* product = result + (nint)index * results * plane;
        Gemm.Run(T.One, new MatrixView<T>(weights + group * groupStride, results, sources, resultStride, sourceStride),
            new MatrixView<T>(source + (nint)index * sources * plane, sources, plane), T.Zero, new MatrixView<T>(product, results, plane),
            bias is null ? null : new RowBias(bias + group * results, product, plane), threads);
    }

    /// <summary>Adds to every row a number of its own.</summary>
    private sealed class RowBias(T* bias, T* rows, int length) : IGemmEpilogue<T>
    {
        public void Finish(T* row, int column, int count) => Map.Run(row, row, count, new Raise(bias[(row - rows) / length]));
    }

    private readonly struct Raise(T number) : IMap<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLane Apply<TLane>(TLane x) where TLane : struct, ILane<TLane, T> => x + TLane.Create(number);
    }
}
