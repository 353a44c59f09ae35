using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

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
        using var buffer = new Workspace<TKey>(2L * n);
        Span<TKey> keys = new(buffer.Data, n), keyScratch = new(buffer.Data + n, n);
        for (int i = 0; i < n; i++)
            keys[i] = SortKey.Encode<T, TKey>(row.Data[i], descending);
        RadixSort.Sort(keys, default, keyScratch, default, sizeof(T));
        for (int i = 0; i < n; i++)
            result[i] = SortKey.Decode<T, TKey>(keys[i], descending);
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
        using var buffer = new Workspace<TKey>(2L * n);
        using var scratch = new Workspace<int>(n);
        Span<TKey> keys = new(buffer.Data, n), keyScratch = new(buffer.Data + n, n);
        for (int i = 0; i < n; i++)
        {
            // The two zeros are equal, so they share a key.
            keys[i] = SortKey.Encode<T, TKey>(row.Data[i] == T.Zero ? T.Zero : row.Data[i], descending);
            result[i] = i;
        }

        RadixSort.Sort(keys, new Span<int>(result, n), keyScratch, scratch.Span, sizeof(T));
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
            Select(row, result);
            return;
        }

        using var order = new Workspace<int>(row.Length);
        new SortOrderRow<T, TKey>(largest).Run(row, order.Data);
        order.Span[..count].CopyTo(new Span<int>(result, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Select(RowView<T> row, int* result)
    {
        using var memory = new Workspace<TKey>(count);
        TKey* heap = memory.Data;
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
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SiftDown(TKey* heap, int* items, int root, int length)
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
