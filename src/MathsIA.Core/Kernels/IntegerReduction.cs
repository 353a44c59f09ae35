using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>The exact sum of a row of integers; overflow only where the sum does not fit the element type.</summary>
internal readonly struct IntegerSumReduction<T> : IRowReduction<T, T> where T : unmanaged, INumber<T>
{
    public T Reduce(RowView<T> row, ComputeContext? context) =>
        T.CreateChecked(GroupFold.Run<Int128, IntegerSumFold<T>>(row.Length, new IntegerSumFold<T>(row), context));
}

/// <summary>The product of a row of integers, checked at each step.</summary>
internal readonly struct IntegerProductReduction<T> : IRowReduction<T, T> where T : unmanaged, INumber<T>
{
    public T Reduce(RowView<T> row, ComputeContext? context)
    {
        T product = T.One;
        for (int i = 0; i < row.Length; i++)
            product = checked(product * row[i]);
        return product;
    }
}

/// <summary>Sums integers: narrow ones in 64 bits, in which no group overflows, wide ones in 128.</summary>
internal readonly unsafe struct IntegerSumFold<T>(RowView<T> row) : IFold<Int128> where T : unmanaged, INumber<T>
{
    private const int Block = RowView<T>.BlockLength;

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Int128 Group(int start, int count)
    {
        T* scratch = stackalloc T[Block];
        Int128 total = 0;
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            T* block = row.Block(start, taken, scratch);
            if (sizeof(T) < sizeof(long))
            {
                long a = 0, b = 0;
                int i = 0;
                for (; i + 2 <= taken; i += 2)
                {
                    a += long.CreateTruncating(block[i]);
                    b += long.CreateTruncating(block[i + 1]);
                }

                total += a + b + (i < taken ? long.CreateTruncating(block[i]) : 0);
            }
            else
            {
                for (int i = 0; i < taken; i++)
                    total += Int128.CreateTruncating(block[i]);
            }

            start += taken;
            count -= taken;
        }

        return total;
    }

    public Int128 Join(Int128 left, Int128 right) => left + right;
}
