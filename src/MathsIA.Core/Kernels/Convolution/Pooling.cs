using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Pooling over dense planes. Sizes are those of a convolution with one channel a group; the channels are the groups.</summary>
internal static unsafe class Pooling
{
    /// <summary>The sizes of pooling a tensor [examples, channels, ...].</summary>
    public static ConvolutionShape Shape(string operation, Shape x, PerAxis window, PoolingOptions options)
    {
        int axes = x.Rank - 2;
        if (axes is not (1 or 2))
            throw new ShapeMismatchException(operation, $"x {x} must be [examples, channels, length] or [examples, channels, rows, columns].", nameof(x));
        window.Require(operation, axes, 1, nameof(window));
        PerAxis stride = options.Stride ?? window, after = options.PaddingAfter ?? options.Padding;
        stride.Require(operation, axes, 1, nameof(options.Stride));
        options.Padding.Require(operation, axes, 0, nameof(options.Padding));
        after.Require(operation, axes, 0, nameof(options.PaddingAfter));
        options.Dilation.Require(operation, axes, 1, nameof(options.Dilation));
        ConvolutionAxis Along(int axis) => ConvolutionArgument.Axis(operation, x, axis, window.At(axis), stride.At(axis), options.Dilation.At(axis), options.Padding.At(axis), after.At(axis), nameof(window));
        return new(x.Lengths[0], x.Lengths[1], 1, 1, axes == 1 ? ConvolutionAxis.One : Along(0), Along(axes - 1));
    }

    /// <summary>The shape of the result.</summary>
    public static Shape Result(Shape x, in ConvolutionShape shape) =>
        x.Rank == 3 ? [shape.Batch, shape.Groups, shape.Columns.Output] : [shape.Batch, shape.Groups, shape.Rows.Output, shape.Columns.Output];

    /// <summary>The largest of every window, and its number in the window; either may be null.</summary>
    public static void Max<T>(string operation, in ConvolutionShape shape, T* x, T* values, T* taps, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var pass = new MaxPoolPass<T>(shape, x, values, taps);
        ParallelLoop.For(pass.Count, pass, Workspace.ReserveEach(operation, pass.Bytes, pass.Count, context));
    }

    /// <summary>Reads the element of every window that a number names; zero for number -1.</summary>
    public static void Take<T>(in ConvolutionShape shape, T* x, T* taps, T* values, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ParallelLoop.For(shape.Batch * shape.Groups, new TakePlane<T>(shape, x, taps, values), context);

    /// <summary>Zeros with every value added to the element of its window that a number names: the transpose of <see cref="Take"/>.</summary>
    public static void Put<T>(in ConvolutionShape shape, T* values, T* taps, T* x, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ParallelLoop.For(shape.Batch * shape.Groups, new PutPlane<T>(shape, values, taps, x), context);

    /// <summary>The sum of every window, divided by its count of elements.</summary>
    public static void Average<T>(string operation, in ConvolutionShape shape, bool countPadding, T* x, T* y, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Workspace<T> ones = Ones<T>(shape);
        Convolution.Forward(operation, shape, ConvolutionAlgorithm.Direct, x, ones.Data, null, y, context);
        ParallelLoop.For(shape.Batch * shape.Groups, new DividePlane<T>(shape, countPadding, y, y), context);
    }

    /// <summary>The transpose of <see cref="Average"/>.</summary>
    public static void AverageTransposed<T>(string operation, in ConvolutionShape shape, bool countPadding, T* y, T* x, ComputeContext? context) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using Workspace<T> ones = Ones<T>(shape);
        long size = (long)shape.Batch * shape.Groups * shape.OutputPlane;
        context = Workspace.Reserve(operation, size * sizeof(T), context);
        using var divided = new Workspace<T>(size);
        ParallelLoop.For(shape.Batch * shape.Groups, new DividePlane<T>(shape, countPadding, y, divided.Data), context);
        Convolution.Transposed(operation, shape, ConvolutionAlgorithm.Direct, divided.Data, ones.Data, null, x, context);
    }

    /// <summary>The place in its plane of the element that a number names, or -1.</summary>
    public static int Index<T>(in ConvolutionShape shape, int output, T tap) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (T.IsNegative(tap))
            return -1;
        (int oy, int ox) = Math.DivRem(output, shape.Columns.Output);
        (int r, int s) = Math.DivRem(int.CreateTruncating(tap), shape.Columns.Taps);
        return (oy * shape.Rows.Stride + r * shape.Rows.Dilation - shape.Rows.Before) * shape.Columns.Input + ox * shape.Columns.Stride + s * shape.Columns.Dilation - shape.Columns.Before;
    }

    private static Workspace<T> Ones<T>(in ConvolutionShape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var ones = new Workspace<T>((long)shape.Groups * shape.Taps);
        ones.Span.Fill(T.One);
        return ones;
    }

    private readonly struct TakePlane<T>(in ConvolutionShape shape, T* x, T* taps, T* values) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run(int index)
        {
            int count = _shape.OutputPlane;
            T* plane = x + (nint)index * _shape.InputPlane, tap = taps + (nint)index * count, value = values + (nint)index * count;
            for (int i = 0; i < count; i++)
            {
                int at = Index(_shape, i, tap[i]);
                value[i] = at < 0 ? T.Zero : plane[at];
            }
        }
    }

    private readonly struct PutPlane<T>(in ConvolutionShape shape, T* values, T* taps, T* x) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run(int index)
        {
            int count = _shape.OutputPlane;
            T* plane = x + (nint)index * _shape.InputPlane, tap = taps + (nint)index * count, value = values + (nint)index * count;
            new Span<T>(plane, _shape.InputPlane).Clear();
            for (int i = 0; i < count; i++)
            {
                int at = Index(_shape, i, tap[i]);
                if (at >= 0)
                    plane[at] += value[i];
            }
        }
    }

    private readonly struct DividePlane<T>(in ConvolutionShape shape, bool countPadding, T* source, T* target) : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ConvolutionShape _shape = shape;

        public void Run(int index)
        {
            nint at = (nint)index * _shape.OutputPlane;
            int columns = _shape.Columns.Output;
            if (countPadding)
            {
                System.Numerics.Tensors.TensorPrimitives.Divide(new ReadOnlySpan<T>(source + at, _shape.OutputPlane), T.CreateChecked(_shape.Taps), new Span<T>(target + at, _shape.OutputPlane));
                return;
            }

            for (int y = 0; y < _shape.Rows.Output; y++)
            {
                int rows = Inside(_shape.Rows, y);
                for (int x = 0; x < columns; x++, at++)
                {
                    int count = rows * Inside(_shape.Columns, x);
                    target[at] = count == 0 ? T.Zero : source[at] / T.CreateChecked(count);
                }
            }
        }

        /// <summary>How many elements of a window lie in the input.</summary>
        private static int Inside(ConvolutionAxis axis, int output)
        {
            int start = output * axis.Stride - axis.Before;
            int first = StencilAxis.CeilingDivide(Math.Max(0, -start), axis.Dilation), end = Math.Min(axis.Taps, StencilAxis.CeilingDivide(Math.Max(0, axis.Input - start), axis.Dilation));
            return Math.Max(0, end - first);
        }
    }
}
