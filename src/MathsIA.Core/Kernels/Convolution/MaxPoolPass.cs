using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>The largest element of every window, and which of the window's it is: one piece of work is some planes.</summary>
/// <remarks>As in direct convolution every element of the window is a shift of a padded copy of the plane, so that a register of neighbouring
/// windows is compared at once. NaN is larger than everything; of equal ones the first wins; -1 marks a window of nothing but
/// padding and -∞.</remarks>
internal readonly unsafe struct MaxPoolPass<T> : ILoopBody where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The comparisons that make a piece of work.</summary>
    private const int PieceWork = 1 << 16;

    private readonly ConvolutionShape _shape;
    private readonly T* _x, _values, _taps;
    private readonly int _planesPerPiece;

    /// <summary>Either of the results may be null.</summary>
    public MaxPoolPass(in ConvolutionShape shape, T* x, T* values, T* taps)
    {
        _shape = shape;
        _x = x;
        _values = values;
        _taps = taps;
        int planes = shape.Batch * shape.Groups;
        _planesPerPiece = (int)Math.Clamp(PieceWork / Math.Max(1, (long)shape.OutputPlane * shape.Taps), 1, Math.Max(1, planes));
        Count = shape.OutputPlane == 0 ? 0 : (planes + _planesPerPiece - 1) / _planesPerPiece;
    }

    public int Count { get; }

    private StencilPlanes Planes => new(StencilAxis.Forward(_shape.Rows), StencilAxis.Forward(_shape.Columns), _shape.Rows.Output);

    /// <summary>Room for the registers that reach beyond the end of a row.</summary>
    private int Line => GemmBlocking.RoundUp(_shape.Columns.Output, 16);

    /// <summary>The bytes that a piece of work takes.</summary>
    public long Bytes => ((long)Planes.Channel + 3 * Line + 16) * sizeof(T);

    public void Run(int index)
    {
        StencilPlanes planes = Planes;
        int line = Line, end = Math.Min(_shape.Batch * _shape.Groups, (index + 1) * _planesPerPiece);
        using var room = new Workspace<T>(planes.Channel + 3 * line + 16);
        using var offsets = new Workspace<int>(_shape.Taps);
        planes.Offsets(1, 0, offsets.Data);
        T* values = room.Data, taps = values + line, padded = taps + line;
        for (int plane = index * _planesPerPiece; plane < end; plane++)
        {
            planes.Fill(_x + (nint)plane * _shape.InputPlane, 1, 0, padded, T.NegativeInfinity);
            for (int y = 0; y < _shape.Rows.Output; y++)
            {
                Row(padded + (nint)y * planes.Pitch, offsets.Data, _shape.Taps, _shape.Columns.Output, values, taps);
                nint at = (nint)plane * _shape.OutputPlane + (nint)y * _shape.Columns.Output;
                if (_values is not null)
                    StridedCopy.CopyRun(values, 1, _values + at, 1, _shape.Columns.Output);
                if (_taps is not null)
                    StridedCopy.CopyRun(taps, 1, _taps + at, 1, _shape.Columns.Output);
            }
        }
    }

    private static void Row(T* source, int* offsets, int count, int columns, T* values, T* taps)
    {
        if (Vector512.IsHardwareAccelerated)
            Row<Lane512<T>>(source, offsets, count, columns, values, taps);
        else if (Vector256.IsHardwareAccelerated)
            Row<Lane256<T>>(source, offsets, count, columns, values, taps);
        else if (Vector128.IsHardwareAccelerated)
            Row<Lane128<T>>(source, offsets, count, columns, values, taps);
        else
            Row<LaneScalar<T>>(source, offsets, count, columns, values, taps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<TLane>(T* source, int* offsets, int count, int columns, T* values, T* taps) where TLane : struct, ILane<TLane, T>
    {
        for (int x = 0; x < columns; x += TLane.Count)
        {
            TLane best = TLane.Create(T.NegativeInfinity), tap = TLane.Create(T.NegativeOne), number = TLane.Create(T.Zero), one = TLane.Create(T.One);
            for (int t = 0; t < count; t++)
            {
                TLane value = TLane.Load(source + offsets[t] + x);
                TLane kept = TLane.LessOrEqual(value, best) | ~TLane.Equal(best, best);
                best = TLane.Select(kept, best, value);
                tap = TLane.Select(kept, tap, number);
                number += one;
            }

            best.Store(values + x);
            tap.Store(taps + x);
        }
    }
}
