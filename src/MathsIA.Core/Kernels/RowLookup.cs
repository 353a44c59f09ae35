using System.Numerics;
using System.Runtime.CompilerServices;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Rows of a table by number, and their sums back into a table: what an embedding is made of.</summary>
internal static unsafe class RowLookup
{
    /// <summary>Elements in a piece of work.</summary>
    private const int Piece = 1 << 15;

    /// <summary>Copies the row that each id names.</summary>
    /// <param name="operation">The operation to name in the exception.</param>
    /// <param name="table">The table, [entries, features].</param>
    /// <param name="ids">The entries.</param>
    /// <param name="rows">Receives one row an id, contiguous.</param>
    /// <param name="context">Threads.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not an entry.</exception>
    public static void Take<T>(string operation, Tensor<T> table, Tensor<int> ids, Tensor<T> rows, ComputeContext? context) where T : unmanaged
    {
        int features = table.Shape.Lengths[1];
        if (rows.IsEmpty)
            return;
        ids = ids.Contiguous();
        Require(operation, ids.AsSpan(), table.Shape.Lengths[0]);
        if (features > 1 && table.Strides[1] != 1)
        {
            // Features apart, as in the transpose of an output layer: picked one by one, for a copy of the table would cost more.
            table.Take(ids, 0, rows);
            return;
        }

        fixed (T* source = table.Storage.Span, destination = rows.Storage.Span)
        fixed (int* id = ids.AsSpan())
        {
            var body = new TakeBody<T>(source + table.Offset, table.Strides[0], id, ids.Length, features, destination + rows.Offset);
            ParallelLoop.For(body.Count, body, context);
        }
    }

    /// <summary>Gives each entry the sum of the rows that were looked up from it, in their order; zeros to one that nobody asked for.</summary>
    /// <remarks>The rows are first sorted by entry, so that every entry is written once and by one thread.</remarks>
    /// <param name="operation">The operation to name in the exception.</param>
    /// <param name="rows">One row an id, contiguous.</param>
    /// <param name="ids">The entries.</param>
    /// <param name="skipped">An entry that is left at zero; or none.</param>
    /// <param name="table">Receives the sums: contiguous, [entries, features].</param>
    /// <param name="context">Threads.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is not an entry.</exception>
    public static void AddBack<T>(string operation, Tensor<T> rows, Tensor<int> ids, int? skipped, Tensor<T> table, ComputeContext? context) where T : unmanaged, INumber<T>
    {
        int entries = table.Shape.Lengths[0], features = table.Shape.Lengths[1], count = ids.Length;
        if (table.IsEmpty)
            return;
        ids = ids.Contiguous();
        Require(operation, ids.AsSpan(), entries);
        context = Workspace.Reserve(operation, (entries + 1L + count) * sizeof(int), context);
        using var room = new Workspace<int>(entries + 1L + count);
        fixed (T* source = rows.Storage.Span, destination = table.Storage.Span)
        fixed (int* id = ids.AsSpan())
        {
            int* starts = room.Data, order = starts + entries + 1;
            Sort(id, count, entries, starts, order);
            var body = new AddBody<T>(source + rows.Offset, starts, order, skipped ?? -1, entries, features, destination + table.Offset);
            ParallelLoop.For(body.Count, body, context);
        }
    }

    private static void Require(string operation, ReadOnlySpan<int> ids, int entries)
    {
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)entries)
                throw new ArgumentOutOfRangeException(nameof(ids), id, $"{operation}: one of the ids is not one of {entries} entries.");
        }
    }

    /// <summary>Counting sort: the places of entry e in the list of ids, in order, are <c>order[starts[e] .. starts[e + 1]]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(int* ids, int count, int entries, int* starts, int* order)
    {
        new Span<int>(starts, entries + 1).Clear();
        for (int i = 0; i < count; i++)
            starts[ids[i]]++;
        int total = 0;
        for (int entry = 0; entry <= entries; entry++)
            starts[entry] = total += starts[entry];
        // From the last id to the first: each takes the last place that is free, and the ends become the starts.
        for (int i = count - 1; i >= 0; i--)
            order[--starts[ids[i]]] = i;
    }

    private static int RowsOfPiece(int features) => Math.Max(1, Piece / Math.Max(1, features));

    private readonly struct TakeBody<T>(T* table, nint stride, int* ids, int count, int features, T* rows) : ILoopBody where T : unmanaged
    {
        private readonly int _piece = RowsOfPiece(features);

        public int Count => (count - 1) / _piece + 1;

        public void Run(int index)
        {
            int end = Math.Min(count, (index + 1) * _piece);
            for (int i = index * _piece; i < end; i++)
                new ReadOnlySpan<T>(table + ids[i] * stride, features).CopyTo(new Span<T>(rows + (nint)i * features, features));
        }
    }

    private readonly struct AddBody<T>(T* rows, int* starts, int* order, int skipped, int entries, int features, T* table) : ILoopBody where T : unmanaged, INumber<T>
    {
        private readonly int _piece = RowsOfPiece(features);

        public int Count => (entries - 1) / _piece + 1;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int index)
        {
            int last = (int)Math.Min((long)entries, (index + 1L) * _piece);
            for (int entry = index * _piece; entry < last; entry++)
            {
                T* sum = table + (nint)entry * features;
                int start = starts[entry], end = entry == skipped ? start : starts[entry + 1];
                if (start == end)
                {
                    new Span<T>(sum, features).Clear();
                    continue;
                }

                new ReadOnlySpan<T>(rows + (nint)order[start] * features, features).CopyTo(new Span<T>(sum, features));
                for (int k = start + 1; k < end; k++)
                    Zip.Run(sum, rows + (nint)order[k] * features, sum, features, default(AddOperator<T>));
            }
        }
    }
}
