namespace MathsIA.Tokenization;

/// <summary>Counts tokens until there are more than a limit.</summary>
internal struct CountingSink(long limit) : ITokenSink
{
    public readonly bool NeedsSpans => false;

    public long Count { get; private set; }

    public bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans) => (Count += ids.Length) <= limit;
}
