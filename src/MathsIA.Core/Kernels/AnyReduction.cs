using System.Runtime.CompilerServices;

namespace MathsIA.Kernels;

/// <summary>Whether some truth value of a row equals <paramref name="sought"/>, or with <paramref name="none"/> whether none does.</summary>
internal readonly struct AnyReduction(bool sought, bool none) : IRowReduction<bool, bool>
{
    public bool Reduce(RowView<bool> row, ComputeContext? context) => GroupFold.Run<bool, AnyFold>(row.Length, new AnyFold(row, sought), context) != none;
}

/// <summary>Looks for a truth value, a block at a time, and stops at the first.</summary>
internal readonly unsafe struct AnyFold(RowView<bool> row, bool sought) : IFold<bool>
{
    private const int Block = RowView<bool>.BlockLength;

    [SkipLocalsInit]
    public bool Group(int start, int count)
    {
        bool* scratch = stackalloc bool[Block];
        while (count > 0)
        {
            int taken = Math.Min(Block, count);
            var block = new ReadOnlySpan<byte>(row.Block(start, taken, scratch), taken);
            // Memory shared with others may spell true by any byte but zero.
            if (sought ? block.ContainsAnyExcept((byte)0) : block.Contains((byte)0))
                return true;
            start += taken;
            count -= taken;
        }

        return false;
    }

    public bool Join(bool left, bool right) => left || right;
}
