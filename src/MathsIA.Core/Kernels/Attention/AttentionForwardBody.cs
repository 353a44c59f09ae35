using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MathsIA.Execution;

namespace MathsIA.Kernels;

/// <summary>Attention forward: one piece of work is a block of queries of one head, for which all keys are streamed once.</summary>
/// <remarks>
/// <para>Dao et al., FlashAttention, NeurIPS 2022: scores are computed a block of keys at a time and never stored; the output is
/// rescaled when a larger score comes. Memory beside the results is that of one block for each thread.</para>
/// <para>Everything is computed transposed, queries along the registers. Keys and values are then the operand of which the register
/// tile takes single elements, so they are read where they lie, whatever their strides, and only queries are packed.</para>
/// </remarks>
internal readonly unsafe struct AttentionForwardBody<T>(AttentionProblem<T> problem, T* output, T* logSumExp) : ILoopBody
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Count => problem.Batch * problem.Heads * problem.Blocks;

    /// <summary>The bytes that one piece of work takes for itself.</summary>
    public static long ScratchBytes(int width, int valueWidth) =>
        sizeof(T) * (AttentionBlocking.Queries<T>(width, valueWidth) * (width + valueWidth + 3L) + 2 * AttentionBlocking.Keys * PanelWidth + PanelWidth);

    /// <summary>The queries of a panel: two registers.</summary>
    private static int PanelWidth => GemmBlocking.TileColumns<T>();

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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TLane>(int index) where TLane : struct, ILane<TLane, T>
    {
        (int head, int block) = Math.DivRem(index, problem.Blocks);
        (int example, head) = Math.DivRem(head, problem.Heads);
        int blockQueries = problem.BlockQueries, first = block * blockQueries, count = Math.Min(blockQueries, problem.Queries - first);
        int d = problem.Width, dv = problem.ValueWidth, keyHead = problem.KeyHead(head);
        int width = count <= TLane.Count ? TLane.Count : 2 * TLane.Count, panels = (count + width - 1) / width;
        using var scratch = new Workspace<T>(ScratchBytes(d, dv) / sizeof(T));
        T* scores = scratch.Data, room = scores + AttentionBlocking.Keys * width, factor = room + AttentionBlocking.Keys * width;
        T* queries = factor + width, sums = queries + panels * width * d, largest = sums + panels * width * dv, total = largest + panels * width;
        MatrixView<T> rows = problem.Query.Rows(example, head, first, count, d);
        for (int panel = 0; panel < panels; panel++)
        {
            int at = panel * width, taken = Math.Min(width, count - at);
            GemmPacking.Panel(rows.Block(at, 0, taken, d), taken, width, queries + at * d);
        }

        new Span<T>(sums, panels * width * dv).Clear();
        new Span<T>(largest, panels * width).Fill(T.NegativeInfinity);
        new Span<T>(total, panels * width).Clear();
        int end = problem.KeyEnd(example, first, count);
        for (int key = 0; key < end; key += AttentionBlocking.Keys)
        {
            for (int panel = 0; panel < panels; panel++)
            {
                int at = panel * width, taken = Math.Min(width, count - at);
                int keys = Math.Min(AttentionBlocking.Keys, problem.KeyEnd(example, first + at, taken) - key);
                if (keys <= 0)
                    continue;
                AttentionLanes<TLane, T>.Multiply(problem.Key.Rows(example, keyHead, key, keys, d), queries + at * d, width, width, problem.Scale, false, scores, width);
                problem.Mask.Apply<TLane>(scores, width, new AttentionPanel(example, head, first + at, taken, width, key, keys), room);
                if (AttentionLanes<TLane, T>.Exponentiate(scores, width, keys, width, largest + at, total + at, factor) && key > 0)
                    AttentionLanes<TLane, T>.Scale(sums + at * dv, dv, width, factor);
                AttentionLanes<TLane, T>.Multiply(problem.Value.Rows(example, keyHead, key, keys, dv).Transpose(), scores, width, width, T.One, key > 0, sums + at * dv, width);
            }
        }

        nint place = ((nint)example * problem.Heads + head) * problem.Queries + first;
        for (int panel = 0; panel < panels; panel++)
        {
            int at = panel * width, taken = Math.Min(width, count - at);
            AttentionLanes<TLane, T>.Finish(largest + at, total + at, width, factor, room);
            AttentionLanes<TLane, T>.Scale(sums + at * dv, dv, width, factor);
            GemmPacking.Panel(new MatrixView<T>(sums + at * dv, dv, taken, width, 1), dv, dv, output + (place + at) * dv);
            new Span<T>(room, taken).CopyTo(new Span<T>(logSumExp + place + at, taken));
        }
    }
}
