namespace MathsIA.Tokenization;

/// <summary>Turns an alternation of matches and the text between them into pieces.</summary>
internal struct SplitOutput(SplitBehavior behavior, PieceBuffer pieces, int start)
{
    private Piece pending = new(start, start);
    private bool lastIsMatch;

    /// <summary>Where splitting can go on as if it began there: before the piece that may still grow.</summary>
    public readonly int Settled => pending.Start;

    /// <summary>Adds the next stretch of text, which is not empty.</summary>
    public void Add(int first, int end, bool isMatch)
    {
        bool joins = pending.Length > 0 && behavior switch
        {
            SplitBehavior.Contiguous => isMatch == lastIsMatch,
            SplitBehavior.MergedWithPrevious => isMatch && !lastIsMatch,
            SplitBehavior.MergedWithNext => !isMatch && lastIsMatch,
            _ => false,
        };
        if (joins)
        {
            pending = new(pending.Start, end);
        }
        else
        {
            Flush();
            pending = behavior == SplitBehavior.Removed && isMatch ? new(end, end) : new(first, end);
        }

        lastIsMatch = isMatch;
    }

    /// <summary>Adds the last piece.</summary>
    public void Finish(int end)
    {
        Flush();
        pending = new(end, end);
    }

    private readonly void Flush()
    {
        if (pending.Length > 0)
            pieces.Add(pending.Start, pending.End);
    }
}
