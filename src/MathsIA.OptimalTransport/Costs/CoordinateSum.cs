using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.OptimalTransport;

/// <summary>Sums a term over coordinates, for one source and many targets.</summary>
internal static class CoordinateSum
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TTerm>(ReadOnlySpan<T> source, ReadOnlySpan<T> targets, int stride, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTerm : struct, ICoordinateTerm<T>
    {
        int length = destination.Length, j = 0;
        ref T points = ref MemoryMarshal.GetReference(targets), costs = ref MemoryMarshal.GetReference(destination);
        for (; j <= length - Vector<T>.Count; j += Vector<T>.Count)
        {
            Vector<T> sum = Vector<T>.Zero;
            for (int k = 0; k < source.Length; k++)
                sum += TTerm.Of(Vector.Create(source[k]) - Vector.LoadUnsafe(ref points, (nuint)((k * (long)stride) + j)));
            sum.StoreUnsafe(ref costs, (nuint)j);
        }

        for (; j < length; j++)
        {
            T sum = T.Zero;
            for (int k = 0; k < source.Length; k++)
                sum += TTerm.Of(source[k] - targets[(int)((k * (long)stride) + j)]);
            destination[j] = sum;
        }
    }
}
