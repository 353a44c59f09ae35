using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>A value and where it stands.</summary>
internal readonly record struct IndexedValue<T>(T Value, int Index) where T : unmanaged;

/// <summary>The first place of the extreme of a row: each block is searched only if its extreme beats what came before.</summary>
internal readonly unsafe struct IndexOfExtremumFold<T, TExtremum>(RowView<T> row) : IFold<IndexedValue<T>>
    where T : unmanaged, INumber<T>
    where TExtremum : struct, IExtremum<T>
{
    private const int Block = RowView<T>.BlockLength;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public IndexedValue<T> Group(int start, int count)
    {
        T* scratch = stackalloc T[Block];
        var best = new IndexedValue<T>(row[start], start);
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            T* block = row.Block(start, taken, scratch);
            T extreme = LaneExtremum.Of<T, TExtremum>(block, taken);
            if (TExtremum.Beats(extreme, best.Value))
                best = new IndexedValue<T>(extreme, start + LaneExtremum.FirstIndex(block, taken, extreme));
            start += taken;
            count -= taken;
        }

        return best;
    }

    public IndexedValue<T> Join(IndexedValue<T> left, IndexedValue<T> right) => TExtremum.Beats(right.Value, left.Value) ? right : left;
}
