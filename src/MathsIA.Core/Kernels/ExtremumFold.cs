using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The extreme of a row.</summary>
internal readonly unsafe struct ExtremumFold<T, TExtremum>(RowView<T> row) : IFold<T>
    where T : unmanaged, INumber<T>
    where TExtremum : struct, IExtremum<T>
{
    private const int Block = RowView<T>.BlockLength;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Group(int start, int count)
    {
        if (row.IsContiguous)
            return LaneExtremum.Of<T, TExtremum>(row.Data + start, count);
        T* scratch = stackalloc T[Block];
        T best = row[start];
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            best = Join(best, LaneExtremum.Of<T, TExtremum>(row.Block(start, taken, scratch), taken));
            start += taken;
            count -= taken;
        }

        return best;
    }

    public T Join(T left, T right) => TExtremum.Pick(new LaneScalar<T>(left), new LaneScalar<T>(right)).Value;
}
