namespace MathsIA.Tokenization;

/// <summary>Collects tokens with their places, for offsets and truncation.</summary>
internal readonly struct TokenSink(List<(int Id, Piece Span)> tokens, int limit) : ITokenSink
{
    public bool NeedsSpans => true;

    public bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            if (tokens.Count >= limit)
                return false;
            tokens.Add((ids[i], spans[i]));
        }

        return true;
    }
}
