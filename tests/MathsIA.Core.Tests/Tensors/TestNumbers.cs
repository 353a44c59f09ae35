using System.Numerics;

namespace MathsIA.Tests;

/// <summary>Reproducible numbers for tests.</summary>
internal static class TestNumbers
{
    /// <summary>Uniform numbers between two bounds, from a 64-bit mixer.</summary>
    public static T[] Uniform<T>(int count, double low, double high, ulong seed = 1) where T : INumber<T>
    {
        var numbers = new T[count];
        for (int i = 0; i < count; i++)
            numbers[i] = T.CreateTruncating(low + (high - low) * ((Mix(seed * 0x9E3779B97F4A7C15 + (ulong)i) >> 11) * UnitScale));
        return numbers;
    }

    /// <summary>Integers from 0 below a bound.</summary>
    public static int[] Integers(int count, int bound, ulong seed = 1) => Array.ConvertAll(Uniform<double>(count, 0, bound, seed), x => (int)x);

    /// <summary>One tensor in many layouts: every stride sign, broadcast, offset and order of axes; each of rank 3.</summary>
    public static IEnumerable<Tensor<T>> Layouts<T>(T[] source, int a, int b, int c) where T : unmanaged
    {
        Tensor<T> plain = Tensor.From(source[..(a * b * c)], a, b, c);
        yield return plain;
        yield return plain.Transpose();
        yield return plain.Permute(1, 0, 2);
        yield return plain.Permute(0, 2, 1);
        yield return plain[AxisSlice.Step(.., -1), AxisSlice.All, AxisSlice.Step(.., -1)];
        yield return plain[AxisSlice.All, AxisSlice.Step(.., 2), AxisSlice.Step(.., 3)];
        yield return plain[1.., .., 1..];
        yield return plain[(AxisSlice)0].Unsqueeze(0).BroadcastTo(4, b, c);
        yield return plain[AxisSlice.Ellipsis, 0].Unsqueeze(2).BroadcastTo(a, b, 5);
    }

    /// <summary>Every set of axes of a tensor of rank 3.</summary>
    public static IEnumerable<int[]> AxisSets() => [[], [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]];

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static double UnitScale => 1.0 / (1UL << 53);
}
