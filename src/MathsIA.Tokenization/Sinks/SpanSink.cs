namespace MathsIA.Tokenization;

/// <summary>Writes ids into memory of the caller's until it is full; knows how much text those ids cover.</summary>
internal ref struct SpanSink(Span<int> destination) : ITokenSink
{
    private readonly Span<int> _destination = destination;

    public readonly bool NeedsSpans => true;

    public int Written { get; private set; }

    /// <summary>The bytes covered by the ids written.</summary>
    public int Consumed { get; private set; }

    public bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans)
    {
        int taken = Math.Min(ids.Length, _destination.Length - Written);
        ids[..taken].CopyTo(_destination[Written..]);
        Written += taken;
        if (taken > 0)
            Consumed = spans[taken - 1].End;
        return taken == ids.Length;
    }
}
