using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>What one piece of work of the backward pass computes.</summary>
internal enum AttentionGradients
{
    /// <summary>All three cotangents, of the heads that share one head of keys: five products.</summary>
    All,

    /// <summary>The cotangent of a block of queries: three products.</summary>
    Query,

    /// <summary>The cotangents of some keys and values: four products.</summary>
    KeyAndValue,
}

/// <summary>Attention backward: weights are computed again from the scores and the saved log-sum-exp of each row.</summary>
/// <remarks>
/// <para>With weights p, their cotangents dp and D the row sums of p dp, which are those of output times its cotangent, the scores
/// have the cotangents <c>p (dp − D)</c> (Dao et al. 2022, appendix B).</para>
/// <para>Every sum runs over blocks of keys, or over heads and blocks of queries, in their order, whichever piece of work does it:
/// the cut does not show in the bits, and may follow the number of threads.</para>
/// </remarks>
internal readonly unsafe struct AttentionBackwardBody<T> : ILoopBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The keys of one piece of work that is for keys alone: a multiple of a block.</summary>
    private const int PieceKeys = 4 * AttentionBlocking.GradientKeys;

    /// <summary>Elements put behind each row of scores, so that rows do not fall on the same lines of the cache.</summary>
    private const int RowGap = 16;

    public AttentionProblem<T> Problem { get; init; }

    public HeadView<T> Output { get; init; }

    public HeadView<T> OutputCotangent { get; init; }

    public T* LogSumExp { get; init; }

    /// <summary>Receives the cotangent of the queries, contiguous.</summary>
    public T* QueryCotangent { get; init; }

    /// <summary>Receives the cotangent of the keys, contiguous.</summary>
    public T* KeyCotangent { get; init; }

    /// <summary>Receives the cotangent of the values, contiguous.</summary>
    public T* ValueCotangent { get; init; }

    public AttentionGradients Part { get; init; }

    public int Count => Part switch
    {
        AttentionGradients.All => Problem.Batch * Problem.KeyHeads,
        AttentionGradients.Query => Problem.Batch * Problem.Heads * Problem.Blocks,
        _ => Problem.Batch * Problem.KeyHeads * KeyPieces,
    };

    private int KeyPieces => (Problem.Keys + PieceKeys - 1) / PieceKeys;

    /// <summary>The bytes that one piece of work takes for itself.</summary>
    public static long ScratchBytes(int width, int valueWidth)
    {
        long queries = AttentionBlocking.Queries<T>(width, valueWidth), panel = GemmBlocking.TileColumns<T>();
        return sizeof(T) * (queries * (3L * width + 2L * valueWidth + 2) + valueWidth * panel + AttentionBlocking.GradientKeys * (2 * (queries + RowGap) + panel));
    }

    public void Run(int index)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Lane512<T>>(index);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lane256<T>>(index);
        else if (Vector128.IsHardwareAccelerated)
            Run<Lane128<T>>(index);
        else
            Run<LaneScalar<T>>(index);
    }

    private void Run<TLane>(int index) where TLane : struct, ILane<TLane, T>
    {
        using var scratch = new Workspace<T>(ScratchBytes(Problem.Width, Problem.ValueWidth) / sizeof(T));
        if (Part == AttentionGradients.Query)
        {
            (int head, int block) = Math.DivRem(index, Problem.Blocks);
            (int example, head) = Math.DivRem(head, Problem.Heads);
            Block<TLane>(example, head, block, 0, Problem.Keys, scratch.Data);
            return;
        }

        int pieces = Part == AttentionGradients.All ? 1 : KeyPieces;
        (int keyHead, int piece) = Math.DivRem(index, pieces);
        (int of, keyHead) = Math.DivRem(keyHead, Problem.KeyHeads);
        int start = piece * PieceKeys, end = pieces == 1 ? Problem.Keys : Math.Min(Problem.Keys, start + PieceKeys);
        nint place = ((nint)of * Problem.KeyHeads + keyHead) * Problem.Keys + start;
        Clear(KeyCotangent + place * Problem.Width, (nint)(end - start) * Problem.Width);
        Clear(ValueCotangent + place * Problem.ValueWidth, (nint)(end - start) * Problem.ValueWidth);
        int shared = Problem.Heads / Problem.KeyHeads;
        for (int head = keyHead * shared; head < (keyHead + 1) * shared; head++)
        {
            for (int block = 0; block < Problem.Blocks; block++)
                Block<TLane>(of, head, block, start, end, scratch.Data);
        }
    }

    private static void Clear(T* data, nint count) => System.Runtime.InteropServices.NativeMemory.Clear(data, (nuint)(count * sizeof(T)));

    /// <summary>One block of queries against some keys.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block<TLane>(int example, int head, int block, int start, int stop, T* scratch) where TLane : struct, ILane<TLane, T>
    {
        int d = Problem.Width, dv = Problem.ValueWidth, blockQueries = Problem.BlockQueries, keyHead = Problem.KeyHead(head);
        int first = block * blockQueries, count = Math.Min(blockQueries, Problem.Queries - first);
        int width = count <= TLane.Count ? TLane.Count : 2 * TLane.Count, panels = (count + width - 1) / width, row = panels * width + RowGap;
        nint place = ((nint)example * Problem.Heads + head) * Problem.Queries + first;
        bool wantsQuery = Part != AttentionGradients.KeyAndValue, wantsKeys = Part != AttentionGradients.Query;
        T* weights = scratch, slopes = weights + AttentionBlocking.GradientKeys * row, room = slopes + AttentionBlocking.GradientKeys * row;
        T* logarithms = room + Math.Max(AttentionBlocking.GradientKeys, dv) * width, means = logarithms + panels * width;
        T* queries = means + panels * width, cotangents = queries + panels * width * d, sums = cotangents + panels * width * dv;
        T* spare = sums + panels * width * d;
        MatrixView<T> query = Problem.Query.Rows(example, head, first, count, d), cotangent = OutputCotangent.Rows(example, head, first, count, dv);
        int end = Math.Min(stop, Problem.KeyEnd(example, first, count));
        for (int panel = 0; panel < panels; panel++)
        {
            int at = panel * width, taken = Math.Min(width, count - at);
            GemmPacking.Panel(query.Block(at, 0, taken, d), taken, width, queries + at * d);
            GemmPacking.Panel(cotangent.Block(at, 0, taken, dv), taken, width, cotangents + at * dv);
            GemmPacking.Panel(Output.Rows(example, head, first + at, taken, dv), taken, width, room);
            AttentionLanes<TLane, T>.Dot(room, cotangents + at * dv, dv, width, means + at);
            for (int i = 0; i < width; i++)
                logarithms[at + i] = i < taken && LogSumExp[place + at + i] != T.NegativeInfinity ? LogSumExp[place + at + i] : T.PositiveInfinity;
        }

        if (wantsQuery)
            Clear(sums, panels * width * d);
        if (wantsKeys)
        {
            query = WithNeighbours(query, ref spare);
            cotangent = WithNeighbours(cotangent, ref spare);
        }

        for (int key = start; key < end; key += AttentionBlocking.GradientKeys)
        {
            int keys = Math.Min(AttentionBlocking.GradientKeys, end - key), skipped = 0;
            for (int panel = 0; panel < panels; panel++)
            {
                int at = panel * width, taken = Math.Min(width, count - at);
                if (Problem.KeyEnd(example, first + at, taken) <= key)
                {
                    // None of these queries looks so far, so none before them did.
                    skipped = at + taken;
                    continue;
                }

                MatrixView<T> keyRows = Problem.Key.Rows(example, keyHead, key, keys, d);
                AttentionLanes<TLane, T>.Multiply(keyRows, queries + at * d, width, width, Problem.Scale, false, weights + at, row);
                Problem.Mask.Apply<TLane>(weights + at, row, new AttentionPanel(example, head, first + at, taken, width, key, keys), room);
                AttentionLanes<TLane, T>.Multiply(Problem.Value.Rows(example, keyHead, key, keys, dv), cotangents + at * dv, width, width, T.One, false, slopes + at, row);
                AttentionLanes<TLane, T>.Differentiate(weights + at, slopes + at, row, keys, width, logarithms + at, means + at);
                if (wantsQuery)
                    AttentionLanes<TLane, T>.Multiply(keyRows.Transpose(), slopes + at, row, width, Problem.Scale, true, sums + at * d, width);
            }

            if (!wantsKeys || skipped == count)
                continue;
            nint keyPlace = ((nint)example * Problem.KeyHeads + keyHead) * Problem.Keys + key;
            MatrixView<T> p = new(weights + skipped, keys, count - skipped, row, 1), ds = new(slopes + skipped, keys, count - skipped, row, 1);
            if (dv > 0)
                GemmDirect<T>.Sweep(T.One, p, cotangent.Block(skipped, 0, count - skipped, dv), T.One, new MatrixView<T>(ValueCotangent + keyPlace * dv, keys, dv), 0, dv);
            if (d > 0)
                GemmDirect<T>.Sweep(Problem.Scale, ds, query.Block(skipped, 0, count - skipped, d), T.One, new MatrixView<T>(KeyCotangent + keyPlace * d, keys, d), 0, d);
        }

        for (int panel = 0; wantsQuery && panel < panels; panel++)
        {
            int at = panel * width, taken = Math.Min(width, count - at);
            GemmPacking.Panel(new MatrixView<T>(sums + at * d, d, taken, width, 1), d, d, QueryCotangent + (place + at) * d);
        }
    }

    /// <summary>A matrix whose rows are neighbouring elements: itself if it is one, else a copy.</summary>
    private static MatrixView<T> WithNeighbours(MatrixView<T> matrix, ref T* spare)
    {
        if (matrix.ColumnStride == 1)
            return matrix;
        var copy = new MatrixView<T>(spare, matrix.Rows, matrix.Columns);
        spare += matrix.Rows * matrix.Columns;
        for (int i = 0; i < copy.Rows; i++)
        {
            for (int j = 0; j < copy.Columns; j++)
                copy[i, j] = matrix[i, j];
        }

        return copy;
    }
}
