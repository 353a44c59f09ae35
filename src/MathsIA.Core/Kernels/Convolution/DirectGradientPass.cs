using System.Numerics;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The derivative with respect to the weights, summed directly: one piece of work sums over its part of the examples, for a group and a block
/// of its output channels.</summary>
/// <remarks>
/// <para>For every tap this is a product [results, places] x [places, sources] of the gradient with the shifted input. With the channels of a pixel
/// together a shift is nothing but another start, so that the register tile reads both operands where they lie. With fewer channels than a register
/// holds, the taps of a row of the kernel are taken together: neighbouring pixels are neighbours in memory. What even so would leave the
/// registers empty, one channel above all, is summed as scalar products of planes.</para>
/// <para>The parts are cut by the shape, and added in order by <see cref="DirectGradientSum{T}"/>.</para>
/// </remarks>
internal readonly unsafe struct DirectGradientPass<T> : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Neighbouring elements below which planes are multiplied one by one, and channels below which taps are taken together.</summary>
    private const int LeastRun = 8, FewChannels = 16;

    private const int EnoughPieces = 8, LeastBlock = 32;

    /// <summary>The places summed at a time: their pixels stay in a near cache while all channels of the output pass over them.</summary>
    private const int Depth = 256;

    /// <summary>The bytes of pixels in work at a time, and of all partial sums.</summary>
    private const int TargetBytes = 1 << 19, PartialBytes = 1 << 25;

    private readonly ConvolutionShape _shape;
    private readonly StencilAxis _rows, _columns;
    private readonly T* _x, _gradient;
    private readonly int _examplesPerPart, _block, _blocks, _rowsAtATime, _pixel;

    public DirectGradientPass(in ConvolutionShape shape, T* x, T* gradient)
    {
        _shape = shape;
        _rows = StencilAxis.Forward(shape.Rows);
        _columns = StencilAxis.Forward(shape.Columns);
        _x = x;
        _gradient = gradient;
        int merged = shape.Columns.Dilation == 1 ? shape.Columns.Taps : 1;
        bool few = shape.Inputs < FewChannels && merged > 1;
        IsByPlane = shape.Inputs * (few ? merged : 1) < LeastRun;
        TapsTogether = IsByPlane ? shape.Taps : few ? merged : 1;
        _pixel = TapsTogether > 1 ? shape.Inputs : GemmBlocking.RoundUp(shape.Inputs, GemmBlocking.LaneCount<T>());
        Pitch = IsByPlane ? Run : GemmBlocking.RoundUp(Run, GemmBlocking.LaneCount<T>());
        // Taps together read every column: the columns are not told apart by their remainder.
        if (!IsByPlane && TapsTogether > 1)
            _columns = _columns with { Stride = 1, Count = (_columns.Count - 1) * _columns.Stride + 1 };
        long fitting = Math.Max(1, PartialBytes / (Sums * sizeof(T)));
        int parts = (int)Math.Clamp(Math.Min(fitting, (EnoughPieces + shape.Groups - 1) / shape.Groups), 1, shape.Batch);
        _examplesPerPart = (shape.Batch + parts - 1) / parts;
        Parts = (shape.Batch + _examplesPerPart - 1) / _examplesPerPart;
        int cuts = Math.Clamp((EnoughPieces + Parts * shape.Groups - 1) / (Parts * shape.Groups), 1, (shape.Outputs + LeastBlock - 1) / LeastBlock);
        _block = (shape.Outputs + cuts - 1) / cuts;
        _blocks = (shape.Outputs + _block - 1) / _block;
        long rowBytes = (long)sizeof(T) * new StencilPlanes(_rows, _columns, 1).Pitch * ((long)_pixel * _rows.Stride * _columns.Stride + _block);
        _rowsAtATime = (int)Math.Clamp(TargetBytes / rowBytes - _rows.MaxShift, 1, shape.Rows.Output);
    }

    /// <summary>The parts of the examples.</summary>
    public int Parts { get; }

    /// <summary>Whether planes are multiplied one by one; the sums then lie as the weights do.</summary>
    public bool IsByPlane { get; }

    /// <summary>The taps whose sums, channel by channel, lie together in a run.</summary>
    public int TapsTogether { get; }

    /// <summary>The runs of sums of a channel of the output.</summary>
    public int Runs => _shape.Taps / TapsTogether;

    /// <summary>The sums of a run.</summary>
    public int Run => TapsTogether * _shape.Inputs;

    /// <summary>The elements from a run to that of the next channel of the output.</summary>
    public int Pitch { get; }

    /// <summary>The elements of the sums of one part, [groups, runs, results, pitch].</summary>
    public long Sums => (long)_shape.Groups * Runs * _shape.Outputs * Pitch;

    /// <summary>Where the sums go, part by part.</summary>
    public T* Partial { get; init; }

    public int Count => Parts * _shape.Groups * _blocks;

    /// <summary>The bytes that a piece of work takes.</summary>
    public long Bytes => sizeof(T) * (long)Room(new StencilPlanes(_rows, _columns, _rowsAtATime));

    /// <summary>The gradient, the pixels, and what the last register of a run reads behind them.</summary>
    private nint Room(StencilPlanes planes) => (nint)_pixel * planes.Channel + (nint)_block * planes.Pitch * _rowsAtATime + 2 * GemmBlocking.TileColumns<T>();

    void ILoopBody.Run(int index)
    {
        (int part, int place) = Math.DivRem(index, _shape.Groups * _blocks);
        (int group, int block) = Math.DivRem(place, _blocks);
        int k = block * _block, results = Math.Min(_block, _shape.Outputs - k);
        using var room = new Workspace<T>(Room(new StencilPlanes(_rows, _columns, _rowsAtATime)));
        T* sums = Partial + (nint)part * (nint)Sums + ((nint)group * Runs * _shape.Outputs + k) * Pitch;
        int first = part * _examplesPerPart, end = Math.Min(_shape.Batch, first + _examplesPerPart);
        for (int example = first; example < end; example++)
        {
            T* image = _x + ((nint)example * _shape.Groups + group) * _shape.Inputs * _shape.InputPlane;
            T* gradient = _gradient + (((nint)example * _shape.Groups + group) * _shape.Outputs + k) * _shape.OutputPlane;
            for (int y = 0; y < _shape.Rows.Output; y += _rowsAtATime)
            {
                int rows = Math.Min(_rowsAtATime, _shape.Rows.Output - y);
                var planes = new StencilPlanes(_rows, _columns, rows);
                T* pixels = room.Data + (nint)_block * planes.Pitch * _rowsAtATime;
                bool isFirst = example == first && y == 0;
                if (IsByPlane)
                    AddPlanes(planes, rows, image, gradient, y, results, isFirst, sums, room.Data, pixels);
                else if (TapsTogether > 1)
                    AddRows(planes, rows, image, gradient, y, results, isFirst, sums, pixels);
                else
                    AddTaps(planes, rows, image, gradient, y, results, isFirst, sums, room.Data, pixels);
            }
        }
    }

    /// <summary>One tap after another, over all places of some rows.</summary>
    private void AddTaps(StencilPlanes planes, int rows, T* image, T* gradient, int y, int results, bool isFirst, T* sums, T* spread, T* pixels)
    {
        int places = (rows - 1) * planes.Pitch + _columns.Count;
        T* left = Spread(planes, rows, gradient, y, results, spread, out nint step);
        planes.FillPixels(image, _shape.Inputs, y, pixels, _pixel);
        for (int p = 0; p < places; p += Depth)
        {
            int depth = Math.Min(Depth, places - p);
            for (int r = 0; r < _rows.Taps; r++)
            {
                for (int s = 0; s < _columns.Taps; s++)
                    Multiply(results, depth, left + p, step, pixels + ((nint)planes.Offset(r, s) + p) * _pixel, _pixel, !isFirst || p > 0, sums + (nint)(r * _columns.Taps + s) * _shape.Outputs * Pitch);
            }
        }
    }

    /// <summary>The taps of a row of the kernel together, over the places of one row after another.</summary>
    private void AddRows(StencilPlanes planes, int rows, T* image, T* gradient, int y, int results, bool isFirst, T* sums, T* pixels)
    {
        int columns = _shape.Columns.Output;
        planes.FillPixels(image, _shape.Inputs, y, pixels, _pixel);
        for (int i = 0; i < rows; i++)
        {
            for (int r = 0; r < _rows.Taps; r++)
                Multiply(results, columns, gradient + (nint)(y + i) * columns, _shape.OutputPlane, pixels + ((nint)planes.Offset(r, 0) + (nint)i * planes.Pitch) * _pixel, _shape.Columns.Stride * _pixel, !isFirst || i > 0, sums + (nint)r * _shape.Outputs * Pitch);
        }
    }

    /// <summary>Adds the product [results, depth] x [depth, run] to the sums: register tiles on both operands as they lie.</summary>
    private void Multiply(int results, int depth, T* left, nint leftStep, T* right, nint rightStep, bool accumulate, T* sums)
    {
        int width = GemmBlocking.TileColumns<T>(), tall = Vector512.IsHardwareAccelerated ? 8 : 4;
        for (int j = 0; j < Pitch; j += width)
        {
            int columns = Math.Min(width, Pitch - j);
            for (int i = 0; i < results;)
            {
                int height = results - i >= tall ? tall : results - i >= 4 ? 4 : results - i >= 2 ? 2 : 1, down = height == tall ? (results - i) / tall : 1;
                GemmDispatch.Tile(down, height, columns, depth, left + i * leftStep, leftStep, 1, right + j, rightStep, T.One, T.One, accumulate, sums + (nint)i * Pitch + j, Pitch);
                i += down * height;
            }
        }
    }

    /// <summary>The scalar product of every plane of the gradient with every shift of every plane of the input.</summary>
    private void AddPlanes(StencilPlanes planes, int rows, T* image, T* gradient, int y, int results, bool isFirst, T* sums, T* spread, T* pixels)
    {
        int places = (rows - 1) * planes.Pitch + _columns.Count;
        T* left = Spread(planes, rows, gradient, y, results, spread, out nint step);
        planes.Fill(image, _shape.Inputs, y, pixels);
        for (int i = 0; i < results; i++)
        {
            var row = new ReadOnlySpan<T>(left + i * step, places);
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

    /// <summary>Rows of the gradient at the distance of those of the padded image, with zeros between: where they lie if that is so, else a copy.</summary>
    private T* Spread(StencilPlanes planes, int rows, T* gradient, int y, int results, T* target, out nint step)
    {
        int columns = _columns.Count, pitch = planes.Pitch;
        T* source = gradient + (nint)y * columns, start = target;
        step = pitch == columns ? _shape.OutputPlane : (nint)pitch * rows;
        if (pitch == columns)
            return source;
        for (int i = 0; i < results; i++, source += _shape.OutputPlane)
        {
            for (int r = 0; r < rows; r++, target += pitch)
            {
                new ReadOnlySpan<T>(source + (nint)r * columns, columns).CopyTo(new Span<T>(target, columns));
                new Span<T>(target + columns, pitch - columns).Clear();
            }
        }

        return start;
    }
}
