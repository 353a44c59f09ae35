using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The derivative with respect to kernels by F(3 x 3, 4 x 4) or F(5 x 5, 2 x 2): the gradient of the output acts as a filter on the patches of
/// the input. One piece of work sums 36 products [results, tiles] x [tiles, sources] over its part of the rows of tiles.</summary>
/// <remarks>The parts are cut by the shape, and added in order by <see cref="WinogradGradientSum{T}"/>.</remarks>
internal readonly unsafe struct WinogradGradientPass<T> : ILoopBody where T : unmanaged, INumber<T>
{
    private const int Values = WinogradPoints.Count * WinogradPoints.Count;

    /// <summary>The channels of the output that a piece of work takes on, and the pieces that are enough for any machine.</summary>
    private const int BlockResults = 128, EnoughPieces = 8;

    /// <summary>The bytes of transformed tiles that are multiplied at a time, the least tiles worth a product, and the bytes of all partial sums.</summary>
    private const int TargetBytes = 3 << 19, LeastTiles = 48, PartialBytes = 1 << 25;

    private readonly int _batch, _groups, _results, _sources, _side, _down;
    private readonly T* _x, _gradient;
    private readonly WinogradRows _inputs, _outputs;
    private readonly int _tileRowsPerBlock, _tileRowsPerPart;

    public WinogradGradientPass(in ConvolutionShape shape, T* x, T* gradient)
    {
        _batch = shape.Batch;
        _groups = shape.Groups;
        _results = shape.Outputs;
        _sources = shape.Inputs;
        _x = x;
        _gradient = gradient;
        _side = WinogradPoints.Count + 1 - shape.Rows.Taps;
        _down = (shape.Rows.Output + _side - 1) / _side;
        int across = (shape.Columns.Output + _side - 1) / _side, block = Math.Min(BlockResults, _results);
        _inputs = new(shape.Rows.Input, shape.Columns.Input, -shape.Rows.Before, -shape.Columns.Before, across, _side, WinogradPoints.Count, _sources, GemmBlocking.RoundUp(_sources, GemmBlocking.TileColumns<T>()));
        _outputs = new(shape.Rows.Output, shape.Columns.Output, 0, 0, across, _side, _side, block, GemmBlocking.RoundUp(block, Math.Max(TileHeight, GemmBlocking.LaneCount<T>())));
        Blocks = (_results + block - 1) / block;
        int tileRows = _batch * _down;
        long fitting = Math.Max(1, PartialBytes / ((long)_groups * Blocks * Sums * sizeof(T)));
        int parts = (int)Math.Clamp(Math.Min(fitting, (EnoughPieces + _groups * Blocks - 1) / (_groups * Blocks)), 1, tileRows);
        _tileRowsPerPart = (tileRows + parts - 1) / parts;
        Parts = (tileRows + _tileRowsPerPart - 1) / _tileRowsPerPart;
        int tiles = Math.Max(LeastTiles, TargetBytes / (Values * sizeof(T) * (_inputs.Pitch + _outputs.Pitch)));
        _tileRowsPerBlock = Math.Clamp(tiles / across, 1, _tileRowsPerPart);
    }

    /// <summary>The elements of the sums of one piece of work.</summary>
    public int Sums => Values * _outputs.Pitch * _inputs.Pitch;

    /// <summary>The blocks of results.</summary>
    public int Blocks { get; }

    /// <summary>The parts of the tiles.</summary>
    public int Parts { get; }

    /// <summary>Where the partial sums go: a piece of work each, the parts of a block apart by as many as there are groups and blocks.</summary>
    public T* Partial { get; init; }

    public int Count => Parts * _groups * Blocks;

    public int InputPitch => _inputs.Pitch;

    public int OutputPitch => _outputs.Pitch;

    /// <summary>The results in a block.</summary>
    public int BlockChannels => _outputs.Channels;

    private static int TileHeight => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 8 : 4;

    private int Room => Math.Max(_inputs.Size, _outputs.Size);

    /// <summary>The bytes that a piece of work takes besides its sums.</summary>
    public long Bytes => sizeof(T) * ((long)Values * _tileRowsPerBlock * _inputs.Across * (_inputs.Pitch + _outputs.Pitch) + Room);

    public void Run(int index)
    {
        (int part, int place) = Math.DivRem(index, _groups * Blocks);
        (int group, int block) = Math.DivRem(place, Blocks);
        int k = block * _outputs.Channels;
        WinogradRows outputs = _outputs with { Channels = Math.Min(_outputs.Channels, _results - k) };
        int first = part * _tileRowsPerPart, end = Math.Min(_batch * _down, first + _tileRowsPerPart), most = _tileRowsPerBlock * _inputs.Across;
        using var room = new Workspace<T>((long)Values * most * (_inputs.Pitch + _outputs.Pitch) + Room);
        T* left = room.Data, right = left + (nint)Values * most * outputs.Pitch, row = right + (nint)Values * most * _inputs.Pitch;
        T* sums = Partial + (nint)index * Sums;
        int width = GemmBlocking.TileColumns<T>(), height = TileHeight;
        for (int from = first; from < end; from += _tileRowsPerBlock)
        {
            int to = Math.Min(end, from + _tileRowsPerBlock), tiles = (to - from) * _inputs.Across;
            LoadInputs(group, from, to, right, (nint)tiles * _inputs.Pitch, row);
            LoadOutputs(outputs, (nint)group * _results + k, from, to, left, (nint)tiles * outputs.Pitch, row);
            for (int v = 0; v < Values; v++)
            {
                T* a = left + (nint)v * tiles * outputs.Pitch, b = right + (nint)v * tiles * _inputs.Pitch, c = sums + (nint)v * outputs.Pitch * _inputs.Pitch;
                for (int j = 0; j < _inputs.Pitch; j += width)
                    GemmDispatch.Tile(outputs.Pitch / height, height, width, tiles, a, 1, outputs.Pitch, b + j, _inputs.Pitch, T.One, T.One, from > first, c + j, _inputs.Pitch);
            }
        }
    }

    private void LoadInputs(int group, int from, int to, T* target, nint step, T* row)
    {
        nint image = (nint)_sources * _inputs.Height * _inputs.Width;
        for (int tileRow = from; tileRow < to; tileRow++)
        {
            (int example, int ty) = Math.DivRem(tileRow, _down);
            _inputs.Load(_x + ((nint)example * _groups + group) * image, ty, tileRow > from && ty > 0, row);
            for (int tx = 0; tx < _inputs.Across; tx++, target += _inputs.Pitch)
                WinogradTiles.Input(row + _side * tx * _inputs.Pitch, _inputs.Row, _inputs.Pitch, _inputs.Pitch, target, step);
        }
    }

    private void LoadOutputs(WinogradRows outputs, nint channel, int from, int to, T* target, nint step, T* row)
    {
        nint plane = (nint)outputs.Height * outputs.Width;
        for (int tileRow = from; tileRow < to; tileRow++)
        {
            (int example, int ty) = Math.DivRem(tileRow, _down);
            outputs.Load(_gradient + ((nint)example * _groups * _results + channel) * plane, ty, false, row);
            for (int tx = 0; tx < outputs.Across; tx++, target += outputs.Pitch)
                WinogradTiles.Filter(_side, row + _side * tx * outputs.Pitch, outputs.Row, outputs.Pitch, outputs.Pitch, target, step);
        }
    }
}
