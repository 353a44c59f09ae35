using System.Numerics;

namespace MathsIA.Benchmarks.Compare;

/// <summary>Reproducible data for both sides of a comparison, pinned so that native peers see the same memory.</summary>
internal static class TestData
{
    public static T[] Pinned<T>(int count) => GC.AllocateArray<T>(count, pinned: true);

    /// <summary>Numbers in [-1, 1).</summary>
    public static T[] Uniform<T>(int count, int seed) where T : INumber<T>
    {
        var random = new Random(seed);
        T[] data = Pinned<T>(count);
        for (int i = 0; i < count; i++)
            data[i] = T.CreateChecked((2 * random.NextDouble()) - 1);
        return data;
    }

    /// <summary>Whether no element differs by more than the tolerance, absolutely or relatively.</summary>
    public static bool Close<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, double tolerance) where T : INumber<T>
    {
        for (int i = 0; i < left.Length; i++)
        {
            double l = double.CreateChecked(left[i]), r = double.CreateChecked(right[i]);
            if (!(Math.Abs(l - r) <= tolerance * Math.Max(1, Math.Abs(r))))
                return false;
        }

        return left.Length == right.Length;
    }
}
