using System.Numerics;
using MathsIA.Kernels;

namespace MathsIA.OptimalTransport;

/// <summary>Elementwise functions of a row, through the drivers of Core.</summary>
internal static unsafe class KernelMath
{
    /// <summary>The exponential of each element, in place.</summary>
    public static void Exp<T>(Span<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (T* data = values)
            Map.Run<T, ExpOperator<T>>(data, data, values.Length, default);
    }

    /// <summary>The product of two rows, summed in blocks of fixed order.</summary>
    public static double Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        fixed (T* left = x, right = y)
        {
            for (int start = 0; start < x.Length; start += RowView<T>.BlockLength)
                sum += LaneSum.Block<T, Term<T>>(new(left + start, right + start), Math.Min(RowView<T>.BlockLength, x.Length - start));
        }

        return sum;
    }

    private readonly struct Term<T>(T* left, T* right) : ITerm<T> where T : unmanaged
    {
        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
        public TLane Get<TLane>(nint index) where TLane : struct, ILane<TLane, T> => TLane.Load(left + index) * TLane.Load(right + index);
    }
}
