using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MathsIA.Kernels;

/// <summary>Sorts unsigned keys, and what belongs to them, in time linear in their number. Stable.</summary>
/// <remarks>From the lowest byte to the highest; bytes that are the same in every key cost nothing but their counting
/// (Knuth, TAOCP 3, section 5.2.5). Of keys of eight bytes the upper four tell nearly all apart: those are sorted by first, and what is left
/// is moved into place one by one, unless there is much of it.</remarks>
internal static class RadixSort
{
    /// <summary>Up to here comparing is faster than counting.</summary>
    private const int Small = 40;

    /// <summary>Sorts keys, and items with them; the two scratch spans are as long and end up holding anything. With no items
    /// (an empty span) the keys alone are sorted.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="items">One item a key, or none at all.</param>
    /// <param name="keyScratch">As long as the keys.</param>
    /// <param name="itemScratch">As long as the items.</param>
    /// <param name="keyBytes">How many low bytes of a key are in use.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sort<TKey>(Span<TKey> keys, Span<int> items, Span<TKey> keyScratch, Span<int> itemScratch, int keyBytes)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        if (keys.Length <= Small)
        {
            SortByInsertion(keys, items, long.MaxValue);
            return;
        }

        if (keyBytes == sizeof(ulong))
        {
            Deal(keys, items, keyScratch, itemScratch, keyBytes / 2, keyBytes);
            if (SortByInsertion(keys, items, keys.Length))
                return;
        }

        Deal(keys, items, keyScratch, itemScratch, 0, keyBytes);
    }

    /// <summary>Sorts by the bytes from one to another, stably.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Deal<TKey>(Span<TKey> keys, Span<int> items, Span<TKey> keyScratch, Span<int> itemScratch, int first, int end)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        Span<int> counts = stackalloc int[256 * (end - first)];
        Count(keys, counts, first, end);
        Span<TKey> keySource = keys, keyTarget = keyScratch;
        Span<int> itemSource = items, itemTarget = itemScratch;
        for (int digit = first; digit < end; digit++)
        {
            Span<int> places = counts.Slice(256 * (digit - first), 256);
            if (places[SortKey.Digit(keys[0], 8 * digit)] == keys.Length)
                continue;
            int place = 0;
            foreach (ref int count in places)
                (count, place) = (place, place + count);
            if (items.IsEmpty)
                Spread(keySource, keyTarget, places, 8 * digit);
            else
                Spread(keySource, itemSource, keyTarget, itemTarget, places, 8 * digit);
            Span<TKey> keySwap = keySource;
            keySource = keyTarget;
            keyTarget = keySwap;
            Span<int> itemSwap = itemSource;
            itemSource = itemTarget;
            itemTarget = itemSwap;
        }

        if (!Unsafe.AreSame(ref keySource[0], ref keys[0]))
        {
            keySource.CopyTo(keys);
            itemSource.CopyTo(items);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count<TKey>(ReadOnlySpan<TKey> keys, Span<int> counts, int first, int end) where TKey : unmanaged
    {
        counts.Clear();
        ref int zero = ref MemoryMarshal.GetReference(counts);
        foreach (TKey key in keys)
        {
            for (int digit = first; digit < end; digit++)
                Unsafe.Add(ref zero, 256 * (digit - first) + SortKey.Digit(key, 8 * digit))++;
        }
    }

    /// <summary>Deals the keys out to where their byte's bucket stands; every place lies inside the target, since the counts add up
    /// to its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<TKey>(ReadOnlySpan<TKey> keys, Span<TKey> target, Span<int> places, int shift) where TKey : unmanaged
    {
        ref int place = ref MemoryMarshal.GetReference(places);
        ref TKey first = ref MemoryMarshal.GetReference(target);
        foreach (TKey key in keys)
            Unsafe.Add(ref first, Unsafe.Add(ref place, SortKey.Digit(key, shift))++) = key;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<TKey>(ReadOnlySpan<TKey> keys, ReadOnlySpan<int> items, Span<TKey> keyTarget, Span<int> itemTarget, Span<int> places, int shift) where TKey : unmanaged
    {
        ref int place = ref MemoryMarshal.GetReference(places);
        ref TKey firstKey = ref MemoryMarshal.GetReference(keyTarget);
        ref int firstItem = ref MemoryMarshal.GetReference(itemTarget);
        for (int i = 0; i < keys.Length; i++)
        {
            int at = Unsafe.Add(ref place, SortKey.Digit(keys[i], shift))++;
            Unsafe.Add(ref firstKey, at) = keys[i];
            Unsafe.Add(ref firstItem, at) = items[i];
        }
    }

    /// <summary>Moves every key that is smaller than the one before to its place, as long as that takes no more than so many moves in all; returns
    /// whether it did.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool SortByInsertion<TKey>(Span<TKey> keys, Span<int> items, long moves) where TKey : unmanaged, IBinaryInteger<TKey>
    {
        for (int i = 1; i < keys.Length; i++)
        {
            TKey key = keys[i];
            if (keys[i - 1] <= key)
                continue;
            int item = items.IsEmpty ? 0 : items[i], j = i;
            for (; j > 0 && keys[j - 1] > key; j--)
            {
                keys[j] = keys[j - 1];
                if (!items.IsEmpty)
                    items[j] = items[j - 1];
            }

            keys[j] = key;
            if (!items.IsEmpty)
                items[j] = item;
            moves -= i - j;
            if (moves < 0)
                return false;
        }

        return true;
    }
}
