using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Sums a function of a row's elements.</summary>
internal readonly unsafe struct SumFold<T, TMap>(RowView<T> row, TMap map) : IFold<SumState>
    where T : unmanaged, INumber<T>
    where TMap : struct, IMap<T>
{
    private const int Block = RowView<T>.BlockLength;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SumState Group(int start, int count)
    {
        T* scratch = stackalloc T[Block];
        SumState state = default;
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            state.Add(LaneSum.Block<T, MapTerm<T, TMap>>(new MapTerm<T, TMap>(row.Block(start, taken, scratch), map), taken));
            start += taken;
            count -= taken;
        }

        return state;
    }

    public SumState Join(SumState left, SumState right) => SumState.Join(left, right);
}

/// <summary>Sums a function of the elements of two rows of the same length.</summary>
internal readonly unsafe struct PairSumFold<T, TZip>(RowView<T> x, RowView<T> y, TZip zip) : IFold<SumState>
    where T : unmanaged, INumber<T>
    where TZip : struct, IZip<T>
{
    private const int Block = RowView<T>.BlockLength;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public SumState Group(int start, int count)
    {
        T* left = stackalloc T[Block], right = stackalloc T[Block];
        SumState state = default;
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            state.Add(LaneSum.Block<T, ZipTerm<T, TZip>>(new ZipTerm<T, TZip>(x.Block(start, taken, left), y.Block(start, taken, right), zip), taken));
            start += taken;
            count -= taken;
        }

        return state;
    }

    public SumState Join(SumState left, SumState right) => SumState.Join(left, right);
}
