using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The three products of a convolution's trilinear form <c>Σ y (x ⋆ w)</c>, each from the two other operands: dense, row-major.</summary>
/// <remarks>The kernel is chosen by the sizes of one example, and the work is cut by the shape, so that the bits depend neither on the threads nor, for y and x, on
/// what else is in the batch.</remarks>
internal static unsafe class Convolution
{
    /// <summary>Multiplications below which a second thread costs more than it brings.</summary>
    private const long ParallelThreshold = 64 * 64 * 64;

    /// <summary>Channels and sides of the output from which Winograd's transforms pay.</summary>
    private const int WinogradChannels = 16, WinogradSide = 4;

    /// <summary>y = x ⋆ w + bias.</summary>
    public static void Forward<T>(string operation, in ConvolutionShape shape, ConvolutionAlgorithm algorithm, T* x, T* w, T* bias, T* y, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Batch == 0 || shape.Groups == 0 || shape.Outputs == 0 || shape.OutputPlane == 0)
            return;
        context = Threads(shape, context);
        int taps = shape.Taps;
        nint group = (nint)shape.Outputs * shape.Inputs * taps, kernel = (nint)shape.Inputs * taps;
        if (UsesWinograd(shape, algorithm))
            Winograd(operation, shape.Batch, shape.Groups, shape.Outputs, shape.Inputs, shape.Rows, shape.Columns, x, w, kernel, taps, false, bias, y, context);
        else
            Stencil(operation, StencilAxis.Forward(shape.Rows), StencilAxis.Forward(shape.Columns), shape, shape.Outputs, shape.Inputs, x, w, group, kernel, taps, bias, y, shape.Rows.Output, shape.Columns.Output, context);
    }

    /// <summary>x = the transposed convolution of y with w, + bias: the derivative of <see cref="Forward"/> by its input.</summary>
    public static void Transposed<T>(string operation, in ConvolutionShape shape, ConvolutionAlgorithm algorithm, T* y, T* w, T* bias, T* x, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (shape.Batch == 0 || shape.Groups == 0 || shape.Inputs == 0 || shape.InputPlane == 0)
            return;
        context = Threads(shape, context);
        int taps = shape.Taps;
        nint group = (nint)shape.Outputs * shape.Inputs * taps, kernel = (nint)shape.Inputs * taps;
        if (UsesWinograd(shape, algorithm))
        {
            Winograd(operation, shape.Batch, shape.Groups, shape.Inputs, shape.Outputs, Reversed(shape.Rows), Reversed(shape.Columns), y, w, taps, kernel, true, bias, x, context);
            return;
        }

        for (int i = 0; i < shape.Rows.Stride; i++)
        {
            for (int j = 0; j < shape.Columns.Stride; j++)
                Stencil(operation, StencilAxis.Transposed(shape.Rows, i), StencilAxis.Transposed(shape.Columns, j), shape, shape.Inputs, shape.Outputs, y, w, group, taps, kernel, bias, x, shape.Rows.Input, shape.Columns.Input, context);
        }
    }

    /// <summary>w = the correlation of x with y: the derivative of <see cref="Forward"/> by its weights.</summary>
    public static void WeightGradient<T>(string operation, in ConvolutionShape shape, ConvolutionAlgorithm algorithm, T* x, T* y, T* w, ComputeContext? context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint size = (nint)shape.Groups * shape.Outputs * shape.Inputs * shape.Taps;
        if (size == 0)
            return;
        if (shape.Batch == 0 || shape.InputPlane == 0)
        {
            System.Runtime.InteropServices.NativeMemory.Clear(w, (nuint)(size * sizeof(T)));
            return;
        }

        context = Threads(shape, context);
        if (UsesWinograd(shape, algorithm))
        {
            var pass = new WinogradGradientPass<T>(shape, x, y);
            long sums = (long)pass.Count * pass.Sums;
            context = Workspace.ReserveEach(operation, pass.Bytes, pass.Count, Workspace.Reserve(operation, sums * sizeof(T), context));
            using var partial = new Workspace<T>(sums);
            pass = pass with { Partial = partial.Data };
            ParallelLoop.For(pass.Count, pass, context);
            var sum = new WinogradGradientSum<T>(shape, pass, w);
            ParallelLoop.For(sum.Count, sum, context);
        }
        else
        {
            var pass = new DirectGradientPass<T>(shape, x, y);
            long sums = pass.Parts * pass.Sums;
            context = Workspace.ReserveEach(operation, pass.Bytes, pass.Count, Workspace.Reserve(operation, sums * sizeof(T), context));
            using var partial = new Workspace<T>(sums);
            pass = pass with { Partial = partial.Data };
            ParallelLoop.For(pass.Count, pass, context);
            var sum = new DirectGradientSum<T>(shape, pass, w);
            ParallelLoop.For(sum.Count, sum, context);
        }
    }

    /// <summary>Whether a convolution is computed by Winograd's algorithm.</summary>
    public static bool UsesWinograd(in ConvolutionShape shape, ConvolutionAlgorithm algorithm)
    {
        bool applies = IsDense(shape.Rows) && IsDense(shape.Columns) && shape.Rows.Taps == shape.Columns.Taps && shape.Rows.Taps is 3 or 5
            && shape.Inputs > 0 && shape.Outputs > 0 && shape.InputPlane > 0;
        return applies && algorithm switch
        {
            ConvolutionAlgorithm.Direct => false,
            ConvolutionAlgorithm.Winograd => true,
            _ => Math.Min(shape.Inputs, shape.Outputs) >= WinogradChannels && Math.Min(shape.Rows.Output, shape.Columns.Output) >= WinogradSide,
        };
    }

    private static bool IsDense(ConvolutionAxis axis) => axis is { Stride: 1, Dilation: 1 };

    /// <summary>The axis of the convolution with the turned kernel that a transposed one with stride 1 is.</summary>
    private static ConvolutionAxis Reversed(ConvolutionAxis axis) => axis with { Input = axis.Output, Output = axis.Input, Before = axis.Taps - 1 - axis.Before };

    private static ComputeContext Threads(in ConvolutionShape shape, ComputeContext? context)
    {
        context ??= ComputeContext.Default;
        return shape.Work >= ParallelThreshold || context.DegreeOfParallelism == 1 ? context : context with { DegreeOfParallelism = 1 };
    }

    private static void Stencil<T>(string operation, StencilAxis rows, StencilAxis columns, in ConvolutionShape shape, int results, int sources, T* source, T* w, nint groupStride, nint resultStride, nint sourceStride, T* bias, T* result, int resultRows, int resultColumns, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (PointwisePass<T>.Fits(rows) && PointwisePass<T>.Fits(columns))
        {
            new PointwisePass<T>(shape.Batch, shape.Groups, results, sources, rows.Count * columns.Count, source, w, groupStride, resultStride, sourceStride, bias, result, context).Run();
            return;
        }

        long packedSize = StencilWeights<T>.Size(shape.Groups, results, sources * rows.Taps * columns.Taps);
        context = Workspace.Reserve(operation, packedSize * sizeof(T), context);
        using var packed = new Workspace<T>(packedSize);
        var weights = new StencilWeights<T>(w, rows, columns, shape.Groups, results, sources, groupStride, resultStride, sourceStride, shape.Columns.Taps, packed.Data);
        ParallelLoop.For(weights.Count, weights, context);
        var pass = new StencilPass<T>(rows, columns, shape.Batch, shape.Groups, results, sources, source, packed.Data, bias, result, resultRows, resultColumns);
        ParallelLoop.For(pass.Count, pass, Workspace.ReserveEach(operation, pass.Bytes, pass.Count, context));
    }

    private static void Winograd<T>(string operation, int batch, int groups, int results, int sources, ConvolutionAxis rows, ConvolutionAxis columns, T* source, T* w, nint resultStride, nint sourceStride, bool turned, T* bias, T* result, ComputeContext context)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long packedSize = 36 * groups * WinogradWeights<T>.MatrixSize(results, sources);
        context = Workspace.Reserve(operation, packedSize * sizeof(T), context);
        using var packed = new Workspace<T>(packedSize);
        var weights = new WinogradWeights<T>(w, rows.Taps, groups, results, sources, resultStride, sourceStride, turned, packed.Data);
        ParallelLoop.For(weights.Count, weights, context);
        var pass = new WinogradPass<T>(batch, groups, results, sources, rows, columns, source, packed.Data, bias, result);
        ParallelLoop.For(pass.Count, pass, Workspace.ReserveEach(operation, pass.Bytes, pass.Count, context));
    }
}
