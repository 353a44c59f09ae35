using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Direct convolution as a matrix product whose right operand stays in the image: one piece of work computes a block of rows of the result
/// for one example and some groups.</summary>
/// <remarks>The places of the result are walked as if its rows were as long as those of the padded image: every tap is then a shift of
/// one vector, and the few places between two rows are computed and thrown away. Nothing is copied but the padded part of the image
/// that the piece reads, once and not once a tap; an image that needs no padding is read as it lies.</remarks>
internal readonly unsafe struct StencilPass<T> : ILoopBody where T : unmanaged, INumber<T>
{
    /// <summary>Bytes of padded image that a piece of work may hold, and of weights that it sweeps at a time: both stay in the second-level cache.</summary>
    private const int ImageBytes = 1 << 19, WeightBytes = 1 << 19;

    /// <summary>Multiplications below which a piece of work is not worth cutting, and how many pieces are enough for any machine.</summary>
    private const long LeastWork = 1 << 18;

    private const int EnoughPieces = 32;

    private readonly StencilAxis _rows, _columns;
    private readonly int _groups, _results, _sources, _resultColumns, _resultPlane;
    private readonly T* _source, _packed, _bias, _result;
    private readonly int _rowsPerPiece, _rowPieces, _groupsPerPiece, _groupPieces;

    public StencilPass(StencilAxis rows, StencilAxis columns, int batch, int groups, int results, int sources, T* source, T* packed, T* bias, T* result, int resultRows, int resultColumns)
    {
        _rows = rows;
        _columns = columns;
        _groups = groups;
        _results = results;
        _sources = sources;
        _source = source;
        _packed = packed;
        _bias = bias;
        _result = result;
        _resultColumns = resultColumns;
        _resultPlane = resultRows * resultColumns;
        long rowBytes = (long)sources * rows.Stride * columns.Stride * (columns.Count + columns.MaxShift) * sizeof(T);
        int fitting = (int)Math.Clamp(ImageBytes / Math.Max(1, rowBytes) - rows.MaxShift, 1, Math.Max(1, rows.Count));
        long item = (long)results * Depth * rows.Count * columns.Count;
        int cuts = (int)Math.Clamp(Math.Min(EnoughPieces / Math.Max(1L, (long)batch * groups), item / LeastWork), 1, Math.Max(1, rows.Count));
        _rowsPerPiece = Math.Min(fitting, (rows.Count + cuts - 1) / cuts);
        _rowPieces = rows.Count == 0 ? 0 : (rows.Count + _rowsPerPiece - 1) / _rowsPerPiece;
        // An even cut: the last piece is not a sliver.
        _rowsPerPiece = _rowPieces == 0 ? 0 : (rows.Count + _rowPieces - 1) / _rowPieces;
        _groupsPerPiece = (int)Math.Clamp(LeastWork / Math.Max(1, item / Math.Max(1, _rowPieces)), 1, groups);
        _groupPieces = (groups + _groupsPerPiece - 1) / _groupsPerPiece;
        Count = columns.Count == 0 ? 0 : batch * _groupPieces * _rowPieces;
    }

    public int Count { get; }

    private int Depth => _sources * _rows.Taps * _columns.Taps;

    /// <summary>The bytes that a piece of work takes.</summary>
    public long Bytes => (PlaneRoom(_rowsPerPiece) + SpillRoom) * sizeof(T) + (long)Depth * sizeof(int);

    private long PlaneRoom(int rows) => (long)_sources * new StencilPlanes(_rows, _columns, rows).Channel + 4 * StencilTile.Columns<T>();

    private static int SpillRoom => StencilTile.Rows * StencilTile.Columns<T>();

    public void Run(int index)
    {
        (int item, int rowPiece) = Math.DivRem(index, _rowPieces);
        (int example, int groupPiece) = Math.DivRem(item, _groupPieces);
        int first = rowPiece * _rowsPerPiece, rows = Math.Min(_rowsPerPiece, _rows.Count - first);
        if (rows <= 0)
            return;
        var planes = new StencilPlanes(_rows, _columns, rows);
        int places = (rows - 1) * planes.Pitch + _columns.Count;
        bool inPlace = ReadsImage(planes, places);
        using var room = new Workspace<T>((inPlace ? 0 : PlaneRoom(rows)) + SpillRoom);
        using var offsets = new Workspace<int>(Depth);
        nint imagePlane = (nint)_rows.Source * _columns.Source;
        planes.Offsets(_sources, inPlace ? imagePlane : planes.Channel, offsets.Data);
        int end = Math.Min(_groups, (groupPiece + 1) * _groupsPerPiece);
        for (int group = groupPiece * _groupsPerPiece; group < end; group++)
        {
            T* image = _source + ((nint)example * _groups + group) * _sources * imagePlane, read = room.Data + SpillRoom;
            if (inPlace)
                read = image + (nint)first * _columns.Source;
            else
                planes.Fill(image, _sources, first, read);
            Sweep(group, ((nint)example * _groups + group) * _results * _resultPlane, first, planes.Pitch, places, inPlace, read, offsets.Data, room.Data);
        }
    }

    /// <summary>Whether the stencil can read the image itself: nothing to pad, and a last tile that ends where the image does.</summary>
    private bool ReadsImage(StencilPlanes planes, int places) =>
        _rows.Stride == 1 && _columns.Stride == 1 && _rows.Origin == 0 && _columns.Origin == 0 && planes.Pitch == _columns.Source
        && _rows.Count + _rows.MaxShift <= _rows.Source && places >= StencilTile.Columns<T>();

    private void Sweep(int group, nint resultStart, int first, int pitch, int places, bool inPlace, T* read, int* offsets, T* spill)
    {
        int width = StencilTile.Columns<T>(), lanes = GemmBlocking.LaneCount<T>(), depth = Depth;
        int block = Math.Max(1, WeightBytes / Math.Max(1, depth * StencilTile.Rows * sizeof(T))) * StencilTile.Rows;
        // Rows of the result without a gap between them can be written in place.
        bool dense = pitch == _columns.Count && _columns.ResultStride == 1 && _rows.ResultStride == 1 && pitch == _resultColumns;
        T* packed = _packed + (nint)group * GemmBlocking.RoundUp(_results, StencilTile.Rows) * depth;
        T* bias = _bias is null ? null : _bias + group * _results;
        if (_results == 1 && _columns.ResultStride == 1 && _rows.ResultStride == 1 && _columns.Count == _resultColumns)
        {
            Lines(first, pitch, places, inPlace, read, offsets, packed, bias, _result + resultStart, spill);
            return;
        }

        for (int k0 = 0; k0 < _results; k0 += block)
        {
            int k1 = Math.Min(_results, k0 + block);
            for (int q = 0; q < places; q += width)
            {
                // Where the image is read in place the last tile ends with it: what it shares with the one before comes out the same again.
                int at = inPlace ? Math.Min(q, places - width) : q, count = Math.Min(width, places - at), registers = (count + lanes - 1) / lanes;
                for (int k = k0; k < k1; k += StencilTile.Rows)
                {
                    int rows = Math.Min(StencilTile.Rows, _results - k), height = StencilTile.RowsFor(rows);
                    T* target = _result + resultStart + (nint)k * _resultPlane;
                    bool direct = dense && rows == height && count == width;
                    T* tile = direct ? target + (nint)first * pitch + at : spill;
                    StencilTile.Run(height, registers, depth, packed + (nint)k * depth, read + at, offsets, rows == height ? bias is null ? null : bias + k : null, tile, direct ? _resultPlane : width);
                    if (direct)
                        continue;
                    if (bias is not null && rows != height)
                        AddBias(spill, rows, width, bias + k);
                    Place(spill, rows, width, target, first, at, count, pitch);
                }
            }
        }
    }

    /// <summary>The result of a group of one channel, as in a depthwise convolution: a few rows at a time into the result itself.</summary>
    /// <remarks>A register that reaches beyond its row writes into the next, which is stored after it; only the last row has none. A row of several
    /// tiles is long enough for its last to begin earlier instead.</remarks>
    private void Lines(int first, int pitch, int places, bool inPlace, T* read, int* offsets, T* packed, T* bias, T* result, T* spill)
    {
        int lanes = GemmBlocking.LaneCount<T>(), width = StencilTile.Columns<T>(), columns = _columns.Count, rows = (places - columns) / pitch + 1;
        int beyond = columns > width ? 0 : (columns + lanes - 1) / lanes * lanes - columns;
        T* line = result + (nint)first * columns;
        int y = 0;
        for (; y + StencilLines.Count <= rows; y += StencilLines.Count, line += StencilLines.Count * columns)
        {
            int last = y + StencilLines.Count - 1;
            // Behind the last row there is no next: neither of the result nor, where it is read in place, of the image.
            if ((last + 1) * columns + beyond > rows * columns || (inPlace && last * pitch + columns + beyond > places))
                break;
            for (int x = 0; x < columns; x += width)
            {
                int registers = (Math.Min(width, columns - x) + lanes - 1) / lanes, at = Math.Min(x, Math.Max(0, columns - registers * lanes));
                StencilLines.Run(registers, Depth, packed, read + y * pitch + at, pitch, offsets, bias, line + at, columns);
            }
        }

        for (; y < rows; y++, line += columns)
        {
            for (int x = 0; x < columns; x += width)
            {
                int count = Math.Min(width, columns - x), registers = (count + lanes - 1) / lanes;
                int reach = registers * lanes, at = y * pitch + x, kept = inPlace ? Math.Min(at, places - reach) : at;
                bool isAside = kept != at || y * columns + x + reach > rows * columns;
                StencilTile.Run(1, registers, Depth, packed, read + kept, offsets, bias, isAside ? spill : line + x, 0);
                if (isAside)
                    StencilRuns.Gather(spill + (at - kept), 1, line + x, count);
            }
        }
    }

    private static void AddBias(T* spill, int rows, int width, T* bias)
    {
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < width; j++)
                spill[i * width + j] += bias[i];
        }
    }

    /// <summary>Moves a finished tile to the result, without the places between two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(T* spill, int rows, int width, T* target, int first, int at, int count, int pitch)
    {
        for (int done = 0; done < count;)
        {
            (int y, int x) = Math.DivRem(at + done, pitch);
            int step = Math.Min(count - done, pitch - x), run = Math.Min(step, _columns.Count - x);
            T* line = target + (nint)(_rows.ResultStart + (first + y) * _rows.ResultStride) * _resultColumns + _columns.ResultStart + (nint)x * _columns.ResultStride;
            for (int i = 0; run > 0 && i < rows; i++)
                StencilRuns.Scatter(spill + i * width + done, line + (nint)i * _resultPlane, _columns.ResultStride, run);
            done += step;
        }
    }
}
