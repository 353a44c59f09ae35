using System.Numerics;
using System.Numerics.Tensors;
using MathsIA.Kernels;

namespace MathsIA.Operators;

/// <summary>Convolution of a vector or an image with a kernel: <c>y[i] = Σₖ h[k] x[i + o - k]</c>.</summary>
/// <remarks>
/// <para>The offset o is the kernel's origin for <see cref="ConvolutionMode.Circular"/> and <see cref="ConvolutionMode.Same"/>
/// (by default its centre <c>⌊(K - 1) / 2⌋</c>), 0 for full and <c>K - 1</c> for valid results. This is the convolution of
/// analysis, with the kernel turned round; layers of neural networks correlate instead. The adjoint correlates with the same
/// kernel.</para>
/// <para>Norm: exact for circular convolution, the largest modulus of the kernel's spectrum; otherwise the same bound from a
/// circular convolution that contains this one. It is computed when first asked for.</para>
/// </remarks>
/// <typeparam name="T">The element type.</typeparam>
public sealed class ConvolutionOperator<T> : LinearOperator<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _kernel;
    private readonly Shape _kernelShape;
    private readonly bool _circular;
    private readonly int _rowOffset;
    private readonly int _columnOffset;
    private readonly Shape _from;
    private readonly Shape _to;
    private readonly SpectralFilter<T>? _filter;
    private OperatorNorm<T>? _norm;

    /// <summary>Creates the operator.</summary>
    /// <param name="shape">The shape of the signals: one or two axes, none empty.</param>
    /// <param name="kernel">The kernel h, of as many axes, none empty. Copied.</param>
    /// <param name="mode">What lies beyond the border, and how much is computed.</param>
    /// <param name="origin">The kernel's element that meets the place of the result, one index an axis; for circular and same only.</param>
    /// <param name="method">How it is computed; both ways agree to rounding.</param>
    /// <exception cref="ShapeMismatchException">Another number of axes, an empty one, or a kernel longer than the signal where only valid results are asked for.</exception>
    /// <exception cref="ArgumentException">An origin is given for full or valid results, or with another number of indices.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The origin is outside the kernel, or an enumeration has no such value.</exception>
    public ConvolutionOperator(Shape shape, Tensor<T> kernel, ConvolutionMode mode = ConvolutionMode.Circular, ReadOnlySpan<int> origin = default, ConvolutionMethod method = ConvolutionMethod.Auto)
        : base(Checked(shape, kernel), ResultShape(shape, kernel, mode))
    {
        _kernel = kernel.ToArray();
        _kernelShape = Planar(kernel.Shape);
        _from = Planar(shape);
        _to = Planar(Range);
        _circular = mode == ConvolutionMode.Circular;
        int[] offsets = Offsets(kernel.Shape, mode, origin);
        _columnOffset = offsets[^1];
        _rowOffset = offsets.Length == 2 ? offsets[0] : 0;

        Shape grid = Grid();
        if (method is < ConvolutionMethod.Auto or > ConvolutionMethod.Fourier)
            throw new ArgumentOutOfRangeException(nameof(method), method, "Convolution: unknown method.");
        // A tap costs one multiply-add an element from cache; both transforms together cost about as much as this many.
        double transforms = 10.0 * BitOperations.Log2((uint)grid.ElementCount + 1) * grid.ElementCount;
        if (method == ConvolutionMethod.Fourier || (method == ConvolutionMethod.Auto && (double)_kernel.Length * Range.ElementCount > transforms))
            _filter = new SpectralFilter<T>(grid, Spread(grid));
    }

    /// <summary>Whether it is computed by Fourier transforms.</summary>
    public bool UsesFourier => _filter is not null;

    /// <inheritdoc/>
    public override OperatorNorm<T> Norm => _norm ??= ComputeNorm();

    /// <inheritdoc/>
    protected override void Forward(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (_filter is null)
            Sum(x, _from, destination, _to, 1);
        else
            _filter.Apply(x, _from, destination, _to, adjoint: false);
    }

    /// <inheritdoc/>
    protected override void Backward(ReadOnlySpan<T> u, Span<T> destination)
    {
        if (_filter is null)
            Sum(u, _to, destination, _from, -1);
        else
            _filter.Apply(u, _to, destination, _from, adjoint: true);
    }

    /// <summary>Direct sums: each row of the result stays in cache while every tap adds a shifted row of the source. Forward
    /// the shift of tap k is <c>o - k</c>, for the adjoint the opposite.</summary>
    private void Sum(ReadOnlySpan<T> source, Shape from, Span<T> destination, Shape to, int sign)
    {
        int fromRows = from.Lengths[0], fromColumns = from.Lengths[1], columns = to.Lengths[1];
        int kernelRows = _kernelShape.Lengths[0], kernelColumns = _kernelShape.Lengths[1];
        destination.Clear();
        for (int i = 0; i < to.Lengths[0]; i++)
        {
            Span<T> target = destination.Slice(i * columns, columns);
            for (int k = 0; k < kernelRows; k++)
            {
                int row = i + sign * (_rowOffset - k);
                if (_circular)
                    row = Wrap(row, fromRows);
                else if ((uint)row >= (uint)fromRows)
                    continue;
                ReadOnlySpan<T> line = source.Slice(row * fromColumns, fromColumns);
                for (int l = 0; l < kernelColumns; l++)
                    AddShifted(_kernel[k * kernelColumns + l], line, sign * (_columnOffset - l), target);
            }
        }
    }

    /// <summary><c>target[j] += weight line[j + shift]</c>, wrapped round or cut at the ends.</summary>
    private void AddShifted(T weight, ReadOnlySpan<T> line, int shift, Span<T> target)
    {
        if (_circular)
        {
            shift = Wrap(shift, line.Length);
            int body = line.Length - shift;
            VectorKernels.Axpy(weight, line[shift..], target[..body]);
            VectorKernels.Axpy(weight, line[..shift], target[body..]);
            return;
        }

        int start = Math.Max(0, -shift), end = Math.Min(target.Length, line.Length - shift);
        if (start < end)
            VectorKernels.Axpy(weight, line[(start + shift)..(end + shift)], target[start..end]);
    }

    private static int Wrap(int index, int length)
    {
        int rest = index % length;
        return rest < 0 ? rest + length : rest;
    }

    /// <summary>The periodic grid on which this convolution is circular: its own, or one with room for the kernel to run out.</summary>
    private Shape Grid()
    {
        if (_circular)
            return _from;
        int rows = checked(_from.Lengths[0] + _kernelShape.Lengths[0] - 1), columns = checked(_from.Lengths[1] + _kernelShape.Lengths[1] - 1);
        return new Shape(FourierPlan<T>.SmoothLength(rows), FourierPlan<T>.SmoothLength(columns));
    }

    /// <summary>The kernel laid on the periodic grid with its origin at the first element.</summary>
    private T[] Spread(Shape grid)
    {
        int rows = grid.Lengths[0], columns = grid.Lengths[1], kernelColumns = _kernelShape.Lengths[1];
        var spread = new T[grid.ElementCount];
        for (int k = 0; k < _kernelShape.Lengths[0]; k++)
        {
            for (int l = 0; l < kernelColumns; l++)
                spread[Wrap(k - _rowOffset, rows) * columns + Wrap(l - _columnOffset, columns)] += _kernel[k * kernelColumns + l];
        }

        return spread;
    }

    private OperatorNorm<T> ComputeNorm()
    {
        if (_filter is null && !_circular)
        {
            // The absolute sum costs nothing and is the norm, but for the border, when no weight is negative.
            T sum = TensorPrimitives.SumOfMagnitudes<T>(_kernel);
            return OperatorNorm<T>.AtMost(T.Abs(TensorPrimitives.Sum<T>(_kernel)) == sum ? sum : T.Min(sum, new SpectralFilter<T>(Grid(), Spread(Grid())).LargestGain()));
        }

        T gain = (_filter ?? new SpectralFilter<T>(Grid(), Spread(Grid()))).LargestGain();
        return _circular ? OperatorNorm<T>.Exactly(gain) : OperatorNorm<T>.AtMost(gain);
    }

    private static Shape Planar(Shape shape) => shape.Rank == 1 ? shape.Insert(0, 1) : shape;

    private static Shape Checked(Shape shape, Tensor<T> kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        OperatorGuard.OfRank(shape, 2, "Convolution");
        if (kernel.Rank != shape.Rank)
            throw new ShapeMismatchException("Convolution", $"signal {shape}, kernel {kernel.Shape}: as many axes are needed.", nameof(kernel));
        if (kernel.IsEmpty || shape.ElementCount == 0)
            throw new ShapeMismatchException("Convolution", $"signal {shape}, kernel {kernel.Shape}: neither may be empty.", kernel.IsEmpty ? nameof(kernel) : nameof(shape));
        return shape;
    }

    private static Shape ResultShape(Shape shape, Tensor<T> kernel, ConvolutionMode mode)
    {
        var lengths = new int[shape.Rank];
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            int n = shape.Lengths[axis], k = kernel.Shape.Lengths[axis];
            lengths[axis] = mode switch
            {
                ConvolutionMode.Circular or ConvolutionMode.Same => n,
                ConvolutionMode.Full => checked(n + k - 1),
                ConvolutionMode.Valid when k <= n => n - k + 1,
                ConvolutionMode.Valid => throw new ShapeMismatchException("Convolution", $"signal {shape}, kernel {kernel.Shape}: the kernel does not fit inside, so there is no valid result.", nameof(kernel)),
                _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Convolution: unknown mode."),
            };
        }

        return new Shape(lengths);
    }

    private static int[] Offsets(Shape kernel, ConvolutionMode mode, ReadOnlySpan<int> origin)
    {
        bool centred = mode is ConvolutionMode.Circular or ConvolutionMode.Same;
        if (!origin.IsEmpty && !centred)
            throw new ArgumentException($"Convolution: an origin has no meaning for {mode} results.", nameof(origin));
        if (!origin.IsEmpty && origin.Length != kernel.Rank)
            throw new ArgumentException($"Convolution: {origin.Length} indices of an origin given for the kernel {kernel}.", nameof(origin));
        var offsets = new int[kernel.Rank];
        for (int axis = 0; axis < offsets.Length; axis++)
        {
            int k = kernel.Lengths[axis];
            offsets[axis] = mode == ConvolutionMode.Full ? 0 : mode == ConvolutionMode.Valid ? k - 1 : origin.IsEmpty ? (k - 1) / 2 : origin[axis];
            if ((uint)offsets[axis] >= (uint)k)
                throw new ArgumentOutOfRangeException(nameof(origin), offsets[axis], $"Convolution: the origin is outside axis {axis} of the kernel {kernel}.");
        }

        return offsets;
    }
}
