namespace MathsIA.Tokenization;

/// <summary>Where the bytes in work stand in the text as given: a shift, and after a normalizer the source of every byte.</summary>
internal readonly ref struct Origin(int offset, ReadOnlySpan<Piece> sources, int length)
{
    private readonly ReadOnlySpan<Piece> _sources = sources;

    /// <summary>The number of bytes of the text before it was normalized.</summary>
    public int Length { get; } = length;

    /// <summary>The bytes of the text as given that a piece in work stands for.</summary>
    public Piece Of(Piece piece)
    {
        if (_sources.IsEmpty)
            return new(piece.Start + offset, piece.End + offset);
        if (piece.Length == 0)
        {
            int at = offset + (piece.Start < _sources.Length ? _sources[piece.Start].Start : Length);
            return new(at, at);
        }

        int start = int.MaxValue, end = 0;
        foreach (Piece source in _sources[piece.Start..piece.End])
        {
            start = Math.Min(start, source.Start);
            end = Math.Max(end, source.End);
        }

        return new(start + offset, end + offset);
    }
}
