using System.Numerics;

namespace MathsIA.Kernels;

/// <summary>What both passes of attention read: queries, keys, values, and who may look at whom.</summary>
internal readonly unsafe struct AttentionProblem<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public int Batch { get; init; }

    public int Heads { get; init; }

    /// <summary>The heads of keys and values; each serves as many neighbouring heads of queries.</summary>
    public int KeyHeads { get; init; }

    public int Queries { get; init; }

    public int Keys { get; init; }

    /// <summary>The length of a query and of a key.</summary>
    public int Width { get; init; }

    /// <summary>The length of a value.</summary>
    public int ValueWidth { get; init; }

    /// <summary>What the products of queries and keys are multiplied with.</summary>
    public T Scale { get; init; }

    public HeadView<T> Query { get; init; }

    public HeadView<T> Key { get; init; }

    public HeadView<T> Value { get; init; }

    public AttentionMask<T> Mask { get; init; }

    /// <summary>The queries of one piece of work.</summary>
    public int BlockQueries => AttentionBlocking.Queries<T>(Width, ValueWidth);

    /// <summary>The pieces that the queries of one head make.</summary>
    public int Blocks => (Queries + BlockQueries - 1) / BlockQueries;

    /// <summary>Multiplications of one pass over all pairs.</summary>
    public long Work => (long)Batch * Heads * Queries * Keys * (Width + ValueWidth);

    public int KeyHead(int head) => head / (Heads / KeyHeads);

    /// <summary>The keys that a panel of queries looks at: all below the returned number, and no other.</summary>
    /// <remarks>For the whole group around the panel, so that a machine with narrower panels does the same sums.</remarks>
    public int KeyEnd(int example, int first, int count)
    {
        int end = GemmBlocking.RoundUp(first + count, AttentionBlocking.Group);
        return Mask.KeyEnd(example, Math.Min(end, Queries) - 1, Keys);
    }
}
