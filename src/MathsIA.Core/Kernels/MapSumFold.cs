using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Sums a costly function of a row's elements, or one function of another: computed a block at a time, then summed.</summary>
/// <remarks>Unlike <see cref="SumFold{T, TMap}"/>, each function is compiled into its own loop: four copies of an exponential inside
/// the sum make a method too large for the compiler to inline all of it.</remarks>
internal readonly unsafe struct MapSumFold<T, TFirst, TSecond>(RowView<T> row, TFirst first, TSecond second) : IFold<SumState>
    where T : unmanaged, INumber<T>
    where TFirst : struct, IMap<T>
    where TSecond : struct, IMap<T>
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
            Map.Run(row.Block(start, taken, scratch), scratch, taken, first);
            if (typeof(TSecond) != typeof(Same<T>))
                Map.Run(scratch, scratch, taken, second);
            state.Add(LaneSum.Block<T, MapTerm<T, Same<T>>>(new MapTerm<T, Same<T>>(scratch, default), taken));
            start += taken;
            count -= taken;
        }

        return state;
    }

    public SumState Join(SumState left, SumState right) => SumState.Join(left, right);
}
