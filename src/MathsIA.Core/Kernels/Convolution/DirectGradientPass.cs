using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The derivative with respect to the weights, summed directly: one piece of work sums over its part of the examples, for a group and a block
/// of its output channels.</summary>
/// <remarks>For every tap this is a product [results, places] x [places, sources] of the gradient with the shifted input. With the channels of a pixel
/// together a shift is nothing but another start, so that the product reads the input where it lies; with few channels, whose rows would leave the
/// registers empty, each element is a scalar product of two planes instead. The parts are cut by the shape, and added in order.</remarks>
internal readonly unsafe struct DirectGradientPass<T> : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Channels below which planes are multiplied one by one.</summary>
    private const int LeastChannels = 8;

    private const int EnoughPieces = 8, LeastBlock = 32;

    /// <summary>The bytes of pixels in work at a time, and of all partial sums.</summary>
    private const int TargetBytes = 1 << 19, PartialBytes = 1 << 25;

    private readonly ConvolutionShape _shape;
    private readonly StencilAxis _rows, _columns;
    private readonly T* _x, _gradient;
    private readonly int _examplesPerPart, _block, _blocks, _rowsAtATime;

    public DirectGradientPass(in ConvolutionShape shape, T* x, T* gradient)
    {
        _shape = shape;
        _rows = StencilAxis.Forward(shape.Rows);
        _columns = StencilAxis.Forward(shape.Columns);
        _x = x;
        _gradient = gradient;
        long fitting = Math.Max(1, PartialBytes / (Sums * sizeof(T)));
        int parts = (int)Math.Clamp(Math.Min(fitting, (EnoughPieces + shape.Groups - 1) / shape.Groups), 1, shape.Batch);
        _examplesPerPart = (shape.Batch + parts - 1) / parts;
        Parts = (shape.Batch + _examplesPerPart - 1) / _examplesPerPart;
        int cuts = Math.Clamp((EnoughPieces + Parts * shape.Groups - 1) / (Parts * shape.Groups), 1, (shape.Outputs + LeastBlock - 1) / LeastBlock);
        _block = (shape.Outputs + cuts - 1) / cuts;
        _blocks = (shape.Outputs + _block - 1) / _block;
        long rowBytes = (long)sizeof(T) * new StencilPlanes(_rows, _columns, 1).Pitch * ((long)shape.Inputs * _rows.Stride * _columns.Stride + _block);
        _rowsAtATime = (int)Math.Clamp(TargetBytes / rowBytes - _rows.MaxShift, 1, shape.Rows.Output);
    }

    /// <summary>The parts of the examples.</summary>
    public int Parts { get; }

    /// <summary>The elements of the sums of one part.</summary>
    public long Sums => (long)_shape.Groups * _shape.Outputs * _shape.Inputs * _shape.Taps;

    /// <summary>Where the sums go, part by part.</summary>
    public T* Partial { get; init; }

    /// <summary>Whether the sums of a group are laid out [taps, results, sources]; else as the weights are.</summary>
    public bool IsByTap => _shape.Inputs >= LeastChannels;

    public int Count => Parts * _shape.Groups * _blocks;

    /// <summary>The bytes that a piece of work takes.</summary>
    public long Bytes => sizeof(T) * (long)Room(new StencilPlanes(_rows, _columns, _rowsAtATime));

    private nint Room(StencilPlanes planes) => (nint)_shape.Inputs * planes.Channel + (nint)_block * planes.Pitch * _rowsAtATime;

    public void Run(int index)
    {
        (int part, int place) = Math.DivRem(index, _shape.Groups * _blocks);
        (int group, int block) = Math.DivRem(place, _blocks);
        int k = block * _block, results = Math.Min(_block, _shape.Outputs - k);
        if (results <= 0)
            return;
        using var room = new Workspace<T>(Room(new StencilPlanes(_rows, _columns, _rowsAtATime)));
        T* sums = Partial + (nint)part * (nint)Sums + (nint)group * _shape.Outputs * _shape.Inputs * _shape.Taps;
        int first = part * _examplesPerPart, end = Math.Min(_shape.Batch, first + _examplesPerPart);
        for (int example = first; example < end; example++)
        {
            T* image = _x + ((nint)example * _shape.Groups + group) * _shape.Inputs * _shape.InputPlane;
            T* gradient = _gradient + (((nint)example * _shape.Groups + group) * _shape.Outputs + k) * _shape.OutputPlane;
            for (int y = 0; y < _shape.Rows.Output; y += _rowsAtATime)
            {
                var planes = new StencilPlanes(_rows, _columns, Math.Min(_rowsAtATime, _shape.Rows.Output - y));
                Add(planes, Math.Min(_rowsAtATime, _shape.Rows.Output - y), image, gradient, y, results, k, example == first && y == 0, sums, room.Data);
            }
        }
    }

    /// <summary>Adds the share of some rows of one example.</summary>
    private void Add(StencilPlanes planes, int rows, T* image, T* gradient, int y, int results, int k, bool isFirst, T* sums, T* room)
    {
        int places = (rows - 1) * planes.Pitch + _columns.Count, sources = _shape.Inputs;
        T* pixels = room + (nint)_block * planes.Pitch * _rowsAtATime;
        nint gradientRow = (nint)planes.Pitch * rows;
        T* left = room;
        if (planes.Pitch == _columns.Count)
        {
            left = gradient + (nint)y * _columns.Count;
            gradientRow = _shape.OutputPlane;
        }
        else
        {
            Spread(gradient + (nint)y * _columns.Count, results, rows, planes.Pitch, room);
        }

        if (!IsByTap)
        {
            planes.Fill(image, sources, y, pixels);
            Dots(planes, places, left, gradientRow, pixels, results, isFirst, sums + (nint)k * sources * _shape.Taps);
            return;
        }

        planes.FillPixels(image, sources, y, pixels);
        for (int r = 0; r < _rows.Taps; r++)
        {
            for (int s = 0; s < _columns.Taps; s++)
            {
                Gemm.Run(T.One, new MatrixView<T>(left, results, places, gradientRow, 1), new MatrixView<T>(pixels + (nint)planes.Offset(r, s) * sources, places, sources),
                    isFirst ? T.Zero : T.One, new MatrixView<T>(sums + ((nint)(r * _columns.Taps + s) * _shape.Outputs + k) * sources, results, sources), ComputeContext.SingleThread);
            }
        }
    }

    private void Dots(StencilPlanes planes, int places, T* left, nint gradientRow, T* pixels, int results, bool isFirst, T* sums)
    {
        for (int i = 0; i < results; i++)
        {
            var row = new ReadOnlySpan<T>(left + i * gradientRow, places);
            for (int c = 0; c < _shape.Inputs; c++)
            {
                for (int r = 0; r < _rows.Taps; r++)
                {
                    for (int s = 0; s < _columns.Taps; s++, sums++)
                    {
                        T dot = VectorKernels.Dot(row, new ReadOnlySpan<T>(pixels + (nint)c * planes.Channel + planes.Offset(r, s), places));
                        *sums = isFirst ? dot : *sums + dot;
                    }
                }
            }
        }
    }

    /// <summary>Copies rows of the gradient to the distance of those of the padded image, with zeros between.</summary>
    private void Spread(T* gradient, int results, int rows, int pitch, T* target)
    {
        int columns = _columns.Count;
        for (int i = 0; i < results; i++, gradient += _shape.OutputPlane)
        {
            for (int r = 0; r < rows; r++, target += pitch)
            {
                new ReadOnlySpan<T>(gradient + (nint)r * columns, columns).CopyTo(new Span<T>(target, columns));
                new Span<T>(target + columns, pitch - columns).Clear();
            }
        }
    }
}
