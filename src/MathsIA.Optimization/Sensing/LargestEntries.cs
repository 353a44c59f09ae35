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
        for (int i = 0; i < x.Length; i++)
            _scratch[i] = Magnitude(x[i]);
        T threshold = Kth(_scratch.AsSpan(0, x.Length), k - 1);
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

    /// <summary>The element that a descending sort would put at a place: quickselect with the median of three.</summary>
    private static T Kth(Span<T> values, int place)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            T a = values[low], b = values[low + ((high - low) / 2)], c = values[high];
            T pivot = T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] > pivot)
                    i++;
                while (values[j] < pivot)
                    j--;
                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j)
                high = j;
            else if (place >= i)
                low = i;
            else
                return pivot;
        }

        return values[low];
    }
}
