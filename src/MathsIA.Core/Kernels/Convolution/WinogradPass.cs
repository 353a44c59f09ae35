using System.Numerics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Winograd convolution, F(4 x 4, 3 x 3) or F(2 x 2, 5 x 5): one piece of work transforms some rows of tiles, multiplies 36 pairs of matrices [tiles, sources] x
/// [sources, results], and transforms back.</summary>
/// <remarks>All of it happens in the second-level cache. Each of the 36 products has the channels as its depth, one chain of multiply-adds, so that
/// the bits depend neither on the cut nor on the width.</remarks>
internal readonly unsafe struct WinogradPass<T> : ILoopBody where T : unmanaged, INumber<T>
{
    private const int Values = WinogradPoints.Count * WinogradPoints.Count;

    /// <summary>The bytes of transformed tiles that a piece of work aims at, and the least tiles worth a product.</summary>
    private const int TargetBytes = 1 << 20, LeastTiles = 48;

    private readonly int _batch, _groups, _results, _sources, _resultRows, _resultColumns, _sourcePlane;
    private readonly T* _source, _packed, _bias, _result;
    private readonly WinogradRows _inputs;
    private readonly int _side, _down, _across, _tileRowsPerPiece, _piecesPerGroup, _resultPitch;

    public WinogradPass(int batch, int groups, int results, int sources, ConvolutionAxis rows, ConvolutionAxis columns, T* source, T* packed, T* bias, T* result)
    {
        _batch = batch;
        _groups = groups;
        _results = results;
        _sources = sources;
        _source = source;
        _packed = packed;
        _bias = bias;
        _result = result;
        _resultRows = rows.Output;
        _resultColumns = columns.Output;
        _sourcePlane = rows.Input * columns.Input;
        _side = WinogradPoints.Count + 1 - rows.Taps;
        _down = (rows.Output + _side - 1) / _side;
        _across = (columns.Output + _side - 1) / _side;
        _resultPitch = GemmBlocking.RoundUp(results, GemmBlocking.TileColumns<T>());
        _inputs = new(rows.Input, columns.Input, -rows.Before, -columns.Before, _across, _side, WinogradPoints.Count, sources, GemmBlocking.RoundUp(sources, GemmBlocking.LaneCount<T>()));
        int tiles = Math.Max(LeastTiles, TargetBytes / (Values * sizeof(T) * (_inputs.Pitch + _resultPitch)));
        int tileRows = batch * _down;
        _tileRowsPerPiece = Math.Clamp(tiles / _across, 1, Math.Max(1, tileRows));
        _piecesPerGroup = (tileRows + _tileRowsPerPiece - 1) / _tileRowsPerPiece;
        Count = _piecesPerGroup * groups;
    }

    public int Count { get; }

    private static int TileHeight => System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 8 : 4;

    private int Tiles => GemmBlocking.RoundUp(_tileRowsPerPiece * _across, TileHeight);

    /// <summary>The elements in passing: the pixels under a row of input tiles, or those of a row of output tiles.</summary>
    private int RowRoom => Math.Max(_inputs.Size, _side * _side * _across * _resultPitch);

    /// <summary>The bytes that a piece of work takes.</summary>
    public long Bytes => sizeof(T) * (((long)_inputs.Pitch + _resultPitch) * Tiles * Values + RowRoom);

    public void Run(int index)
    {
        (int group, int piece) = Math.DivRem(index, _piecesPerGroup);
        int first = piece * _tileRowsPerPiece, end = Math.Min(_batch * _down, first + _tileRowsPerPiece);
        int height = TileHeight, tiles = GemmBlocking.RoundUp((end - first) * _across, height);
        nint inputs = (nint)tiles * _inputs.Pitch, outputs = (nint)tiles * _resultPitch;
        using var room = new Workspace<T>(Values * (inputs + outputs) + RowRoom);
        T* values = room.Data, products = values + Values * inputs, row = products + Values * outputs;
        Load(group, first, end, values, inputs, row);
        int width = GemmBlocking.TileColumns<T>();
        nint matrix = (nint)_resultPitch * _sources;
        for (int v = 0; v < Values; v++)
        {
            for (int k = 0; k < _resultPitch; k += width)
            {
                GemmDispatch.Tile(tiles / height, height, width, _sources, values + v * inputs, _inputs.Pitch, 1,
                    _packed + ((nint)group * Values + v) * matrix + (nint)k * _sources, width, T.One, T.Zero, false, products + v * outputs + k, _resultPitch);
            }
        }

        Store(group, first, end, products, outputs, row);
    }

    private void Load(int group, int first, int end, T* values, nint step, T* row)
    {
        T* target = values;
        for (int tileRow = first; tileRow < end; tileRow++)
        {
            (int example, int ty) = Math.DivRem(tileRow, _down);
            _inputs.Load(_source + ((nint)example * _groups + group) * _sources * _sourcePlane, ty, tileRow > first && ty > 0, row);
            for (int tx = 0; tx < _across; tx++, target += _inputs.Pitch)
                WinogradTiles.Input(row + _side * tx * _inputs.Pitch, _inputs.Row, _inputs.Pitch, _sources, target, step);
        }

        // The product takes whole register tiles: the rows after the last tile must not hold numbers that slow it down.
        int left = (int)(values + step - target);
        for (int v = 0; left > 0 && v < Values; v++)
            new Span<T>(target + v * step, left).Clear();
    }

    private void Store(int group, int first, int end, T* products, nint step, T* row)
    {
        nint line = (nint)_side * _across * _resultPitch;
        using var bias = new Workspace<T>(_bias is null ? 0 : _resultPitch, clear: true);
        if (_bias is not null)
            new ReadOnlySpan<T>(_bias + group * _results, _results).CopyTo(bias.Span);
        for (int tileRow = first; tileRow < end; tileRow++)
        {
            (int example, int ty) = Math.DivRem(tileRow, _down);
            for (int tx = 0; tx < _across; tx++, products += _resultPitch)
                WinogradTiles.Output(_side, products, step, _results, bias.Data, row + _side * tx * _resultPitch, line, _resultPitch);
            T* image = _result + ((nint)example * _groups + group) * _results * _resultRows * _resultColumns;
            for (int r = 0; r < _side && _side * ty + r < _resultRows; r++)
                ChannelsLast.Store(row + r * line, _resultPitch, _resultColumns, image + (nint)(_side * ty + r) * _resultColumns, _resultRows * _resultColumns, _results);
        }
    }
}
