using System.Numerics;

namespace MathsIA.Optimization;

/// <summary>Finds the k entries of largest magnitude, in linear time and in memory of its own.</summary>
internal sealed class LargestEntries<T>(int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _scratch = new T[length];

    /// <summary>Writes the places of the k largest magnitudes, ascending; among equals the first ones are taken, and NaN counts as infinite.</summary>
    public void Select(ReadOnlySpan<T> x, Span<int> places)
    {
        int k = places.Length;
        if (k == 0)
            return;
        Span<T> keys = _scratch.AsSpan(0, x.Length);
        for (int i = 0; i < x.Length; i++)
            keys[i] = -Magnitude(x[i]);
        SmallestKeys.Select(keys, [], k);
        T threshold = T.PositiveInfinity;
        foreach (T key in keys[..k])
            threshold = T.Min(threshold, -key);
        int above = 0;
        foreach (T value in x)
            above += Magnitude(value) > threshold ? 1 : 0;
        int ties = k - above, at = 0;
        for (int i = 0; at < k; i++)
        {
            T magnitude = Magnitude(x[i]);
            if (magnitude > threshold || (magnitude == threshold && ties-- > 0))
                places[at++] = i;
        }
    }

    private static T Magnitude(T value) => T.IsNaN(value) ? T.PositiveInfinity : T.Abs(value);
}
