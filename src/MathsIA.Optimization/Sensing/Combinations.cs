namespace MathsIA.Optimization;

/// <summary>The subsets of k elements of {0, …, n − 1} in lexicographic order.</summary>
internal static class Combinations
{
    /// <summary>The number C(n, k); anything above the limit where it exceeds that.</summary>
    public static long Count(int n, int k, long limit)
    {
        UInt128 count = 1;
        int fewer = Math.Min(k, n - k);
        for (int i = 1; i <= fewer; i++)
        {
            count = count * (UInt128)(n - fewer + i) / (UInt128)i;
            if (count > (UInt128)limit)
                return limit + 1;
        }

        return (long)count;
    }

    /// <summary>Writes the subset of a rank, from 0.</summary>
    public static void Unrank(long rank, int n, Span<int> subset)
    {
        int element = 0;
        for (int i = 0; i < subset.Length; i++, element++)
        {
            while (true)
            {
                long with = Count(n - element - 1, subset.Length - i - 1, long.MaxValue - 1);
                if (rank < with)
                    break;
                rank -= with;
                element++;
            }

            subset[i] = element;
        }
    }

    /// <summary>Turns a subset into the next one; the last stays as it is.</summary>
    public static void Advance(int n, Span<int> subset)
    {
        int k = subset.Length, i = k - 1;
        while (i >= 0 && subset[i] == n - k + i)
            i--;
        if (i < 0)
            return;
        subset[i]++;
        for (int j = i + 1; j < k; j++)
            subset[j] = subset[j - 1] + 1;
    }
}
