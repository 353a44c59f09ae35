using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MathsIA.OptimalTransport;

/// <summary>The pricing kernel: <c>min_j c_j − v_j</c> and where it is.</summary>
internal static class LeastDifference
{
    /// <summary>The smallest difference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Value(ReadOnlySpan<double> costs, ReadOnlySpan<double> potentials)
    {
        int width = Vector512<double>.Count, i = 0;
        double least = double.PositiveInfinity;
        ref double c = ref MemoryMarshal.GetReference(costs), v = ref MemoryMarshal.GetReference(potentials);
        if (costs.Length >= 2 * width)
        {
            Vector512<double> a = Vector512.Create(double.PositiveInfinity), b = a;
            for (; i <= costs.Length - (2 * width); i += 2 * width)
            {
                a = Vector512.MinNative(a, Vector512.LoadUnsafe(ref c, (nuint)i) - Vector512.LoadUnsafe(ref v, (nuint)i));
                b = Vector512.MinNative(b, Vector512.LoadUnsafe(ref c, (nuint)(i + width)) - Vector512.LoadUnsafe(ref v, (nuint)(i + width)));
            }

            a = Vector512.MinNative(a, b);
            for (int lane = 0; lane < width; lane++)
                least = Math.Min(least, a.GetElement(lane));
        }

        for (; i < costs.Length; i++)
            least = Math.Min(least, costs[i] - potentials[i]);
        return least;
    }

    /// <summary>The two smallest differences, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Least, double Second) Two(ReadOnlySpan<double> costs, ReadOnlySpan<double> potentials)
    {
        int width = Vector512<double>.Count, i = 0;
        double least = double.PositiveInfinity, second = double.PositiveInfinity;
        ref double c = ref MemoryMarshal.GetReference(costs), v = ref MemoryMarshal.GetReference(potentials);
        Vector512<double> a = Vector512.Create(double.PositiveInfinity), b = a;
        for (; i <= costs.Length - width; i += width)
        {
            Vector512<double> x = Vector512.LoadUnsafe(ref c, (nuint)i) - Vector512.LoadUnsafe(ref v, (nuint)i);
            b = Vector512.MinNative(b, Vector512.MaxNative(a, x));
            a = Vector512.MinNative(a, x);
        }

        for (int lane = 0; lane < width; lane++)
        {
            Take(a.GetElement(lane));
            Take(b.GetElement(lane));
        }

        for (; i < costs.Length; i++)
            Take(costs[i] - potentials[i]);
        return (least, second);

        void Take(double x)
        {
            second = Math.Min(second, Math.Max(least, x));
            least = Math.Min(least, x);
        }
    }

    /// <summary>The first place where the difference takes a value it is known to take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(ReadOnlySpan<double> costs, ReadOnlySpan<double> potentials, double value)
    {
        int width = Vector512<double>.Count, j = 0;
        ref double c = ref MemoryMarshal.GetReference(costs), v = ref MemoryMarshal.GetReference(potentials);
        Vector512<double> wanted = Vector512.Create(value);
        for (; j <= costs.Length - width; j += width)
        {
            Vector512<double> equal = Vector512.Equals(Vector512.LoadUnsafe(ref c, (nuint)j) - Vector512.LoadUnsafe(ref v, (nuint)j), wanted);
            if (equal != Vector512<double>.Zero)
                return j + System.Numerics.BitOperations.TrailingZeroCount(equal.ExtractMostSignificantBits());
        }

        while (costs[j] - potentials[j] != value)
            j++;
        return j;
    }
}
