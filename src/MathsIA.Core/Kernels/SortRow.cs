using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Sorts a row.</summary>
internal readonly unsafe struct SortRow<T, TKey>(bool descending) : IRowMap<T, T>
    where T : unmanaged, INumber<T>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, T* result)
    {
        int n = row.Length;
        TKey[] buffer = ArrayPool<TKey>.Shared.Rent(n), keyScratch = ArrayPool<TKey>.Shared.Rent(n);
        Span<TKey> keys = buffer.AsSpan(0, n);
        for (int i = 0; i < n; i++)
            keys[i] = SortKey.Encode<T, TKey>(row.Data[i], descending);
        RadixSort.Sort(keys, default, keyScratch.AsSpan(0, n), default, sizeof(T));
        for (int i = 0; i < n; i++)
            result[i] = SortKey.Decode<T, TKey>(keys[i], descending);
        ArrayPool<TKey>.Shared.Return(keyScratch);
        ArrayPool<TKey>.Shared.Return(buffer);
    }
}

/// <summary>The order that sorts a row: equal elements stay as they stand.</summary>
internal readonly unsafe struct SortOrderRow<T, TKey>(bool descending) : IRowMap<T, int>
    where T : unmanaged, INumber<T>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, int* result)
    {
        int n = row.Length;
        TKey[] buffer = ArrayPool<TKey>.Shared.Rent(n), keyScratch = ArrayPool<TKey>.Shared.Rent(n);
        int[] scratch = ArrayPool<int>.Shared.Rent(n);
        Span<TKey> keys = buffer.AsSpan(0, n);
        for (int i = 0; i < n; i++)
        {
            // The two zeros are equal, so they share a key.
            keys[i] = SortKey.Encode<T, TKey>(row.Data[i] == T.Zero ? T.Zero : row.Data[i], descending);
            result[i] = i;
        }

        RadixSort.Sort(keys, new Span<int>(result, n), keyScratch.AsSpan(0, n), scratch.AsSpan(0, n), sizeof(T));
        ArrayPool<int>.Shared.Return(scratch);
        ArrayPool<TKey>.Shared.Return(keyScratch);
        ArrayPool<TKey>.Shared.Return(buffer);
    }
}

/// <summary>The places of the first <paramref name="count"/> elements in sorted order: a heap of the best so far, whose root is the
/// worst of them and gives way to anything better.</summary>
internal readonly unsafe struct TopRow<T, TKey>(int count, bool largest) : IRowMap<T, int>
    where T : unmanaged, INumber<T>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowView<T> row, int* result)
    {
        if (count <= row.Length / 8)
        {
            Select(row, result, ArrayPool<TKey>.Shared);
            return;
        }

        int[] order = ArrayPool<int>.Shared.Rent(row.Length);
        fixed (int* all = order)
            new SortOrderRow<T, TKey>(largest).Run(row, all);
        order.AsSpan(0, count).CopyTo(new Span<int>(result, count));
        ArrayPool<int>.Shared.Return(order);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Select(RowView<T> row, int* result, ArrayPool<TKey> pool)
    {
        TKey[] heap = pool.Rent(count);
        for (int i = 0; i < row.Length; i++)
        {
            TKey key = SortKey.Encode<T, TKey>(row.Data[i] == T.Zero ? T.Zero : row.Data[i], largest);
            if (i < count)
            {
                heap[i] = key;
                result[i] = i;
                if (i == count - 1)
                {
                    for (int root = count / 2 - 1; root >= 0; root--)
                        SiftDown(heap, result, root, count);
                }
            }
            else if (key < heap[0])
            {
                (heap[0], result[0]) = (key, i);
                SiftDown(heap, result, 0, count);
            }
        }

        // The root is the worst: taken off to the end, again and again.
        for (int last = count - 1; last > 0; last--)
        {
            (heap[0], heap[last]) = (heap[last], heap[0]);
            (result[0], result[last]) = (result[last], result[0]);
            SiftDown(heap, result, 0, last);
        }

        pool.Return(heap);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SiftDown(TKey[] heap, int* items, int root, int length)
    {
        while (true)
        {
            int worst = root;
            for (int child = 2 * root + 1; child <= 2 * root + 2 && child < length; child++)
            {
                if (heap[child] > heap[worst] || (heap[child] == heap[worst] && items[child] > items[worst]))
                    worst = child;
            }

            if (worst == root)
                return;
            (heap[root], heap[worst]) = (heap[worst], heap[root]);
            (items[root], items[worst]) = (items[worst], items[root]);
            root = worst;
        }
    }
}
