using System.Numerics;
using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Who may look at whom, and what is added to the scores.</summary>
internal readonly unsafe struct AttentionMask<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>True where a query may look at a key; none if there is no such mask.</summary>
    public HeadView<bool> Allowed { get; init; }

    /// <summary>What is added to the scaled scores; none if nothing is.</summary>
    public HeadView<T> Bias { get; init; }

    /// <summary>The number of keys of each example; null if all are.</summary>
    public int* KeyLengths { get; init; }

    public bool IsCausal { get; init; }

    /// <summary>If causal, query i looks at keys up to i plus this.</summary>
    public int Diagonal { get; init; }

    /// <summary>The keys that queries up to the last look at are all below the returned number.</summary>
    public int KeyEnd(int example, int lastQuery, int keys)
    {
        int end = KeyLengths is null ? keys : KeyLengths[example];
        return IsCausal ? (int)Math.Clamp((long)lastQuery + Diagonal + 1, 0, end) : end;
    }

    /// <summary>Adds the bias to scores and sets those that nobody may look at to minus infinity.</summary>
    /// <param name="scores">The score of a key against each query of the panel, a row a key.</param>
    /// <param name="row">The distance between rows.</param>
    /// <param name="panel">Which scores these are.</param>
    /// <param name="room">Memory for as many scores, rows together.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply<TLane>(T* scores, nint row, in AttentionPanel panel, T* room) where TLane : struct, ILane<TLane, T>
    {
        if (!Bias.IsNone)
        {
            MatrixView<T> bias = Bias.Rows(panel.Example, panel.Head, panel.FirstQuery, panel.Queries, panel.FirstKey + panel.Keys);
            GemmPacking.Panel(bias.Block(0, panel.FirstKey, panel.Queries, panel.Keys), panel.Queries, panel.Width, room);
            for (int k = 0; k < panel.Keys; k++)
            {
                for (int i = 0; i < panel.Width; i += TLane.Count)
                    (TLane.Load(scores + k * row + i) + TLane.Load(room + k * panel.Width + i)).Store(scores + k * row + i);
            }
        }

        if (!Allowed.IsNone)
        {
            for (int i = 0; i < panel.Queries; i++)
            {
                MatrixView<bool> allowed = Allowed.Rows(panel.Example, panel.Head, panel.FirstQuery + i, 1, panel.Keys);
                bool* entry = allowed.Data + panel.FirstKey * allowed.ColumnStride;
                for (int k = 0; k < panel.Keys; k++, entry += allowed.ColumnStride)
                {
                    if (!*entry)
                        scores[k * row + i] = T.NegativeInfinity;
                }
            }
        }

        if (!IsCausal)
            return;
        // Key k is ahead of the first queries, those below k - Diagonal.
        for (int k = Math.Max(0, panel.FirstQuery + Diagonal + 1 - panel.FirstKey); k < panel.Keys; k++)
        {
            int ahead = Math.Min(panel.Width, panel.FirstKey + k - Diagonal - panel.FirstQuery);
            for (int i = 0; i < ahead; i++)
                scores[k * row + i] = T.NegativeInfinity;
        }
    }
}
