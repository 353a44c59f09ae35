using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Writes the weights of a stencil in the order in which the register tile reads them: for a few channels of the result, one step after
/// another, a step being a channel of the source and a tap.</summary>
/// <remarks>The element for channel <c>i</c> of the result, <c>c</c> of the source and a tap stands at <c>group GroupStride + i rowStride + c channelStride + tap</c>.</remarks>
internal readonly unsafe struct StencilWeights<T>(T* weights, StencilAxis rows, StencilAxis columns, int groups, int results, int sources, nint groupStride, nint rowStride, nint channelStride, int kernelColumns, T* packed) : ILoopBody
    where T : unmanaged
{
    private readonly int _tilesPerGroup = (results + StencilTile.Rows - 1) / StencilTile.Rows;

    /// <summary>The steps of one sum.</summary>
    public int Depth => sources * rows.Taps * columns.Taps;

    public int Count => groups * _tilesPerGroup;

    /// <summary>The elements of the packed weights.</summary>
    public static long Size(int groups, int results, int depth) => (long)groups * GemmBlocking.RoundUp(results, StencilTile.Rows) * depth;

    public void Run(int index)
    {
        (int group, int tile) = Math.DivRem(index, _tilesPerGroup);
        int first = tile * StencilTile.Rows, count = Math.Min(StencilTile.Rows, results - first), height = StencilTile.RowsFor(count);
        T* source = weights + group * groupStride + first * rowStride, target = packed + (nint)index * StencilTile.Rows * Depth;
        if (rows.TapStep == 1 && columns.TapStep == 1 && channelStride == rows.Taps * columns.Taps && columns.Taps == kernelColumns)
        {
            // All taps of all channels lie one after another.
            GemmPacking.Panel(new MatrixView<T>(source, count, Depth, rowStride, 1), count, height, target);
            return;
        }

        for (int c = 0; c < sources; c++)
        {
            for (int r = 0; r < rows.Taps; r++)
            {
                for (int s = 0; s < columns.Taps; s++, target += height)
                {
                    T* element = source + c * channelStride + rows.Tap(r) * kernelColumns + columns.Tap(s);
                    for (int i = 0; i < height; i++)
                        target[i] = i < count ? element[i * rowStride] : default;
                }
            }
        }
    }
}
