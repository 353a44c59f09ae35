using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Optimization;

/// <summary>Brings the smallest keys of a list to its front, in linear time.</summary>
internal static class SmallestKeys
{
    /// <summary>Reorders keys, and items with them, so that the first <paramref name="count"/> are the smallest: quickselect (Hoare 1961) with the
    /// median of three.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="items">An item for each key, or none at all.</param>
    /// <param name="count">How many to bring to the front.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select<T>(Span<T> keys, Span<int> items, int count) where T : unmanaged, INumber<T>
    {
        int low = 0, high = keys.Length - 1;
        while (low < high)
        {
            T a = keys[low], b = keys[low + ((high - low) / 2)], c = keys[high];
            T pivot = T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
            int i = low, j = high;
            while (i <= j)
            {
                while (keys[i] < pivot)
                    i++;
                while (keys[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                if (!items.IsEmpty)
                    (items[i], items[j]) = (items[j], items[i]);
                i++;
                j--;
            }

            // The border between the count smallest and the rest lies left of, right of, or between the two parts.
            if (count <= j)
                high = j;
            else if (count > i)
                low = i;
            else
                return;
        }
    }
}
