namespace MathsIA.Tokenization;

/// <summary>Where a batch of tokens goes. A struct, so that the pipeline is compiled once for each.</summary>
internal interface ITokenSink
{
    /// <summary>Whether it wants to know where the tokens stand.</summary>
    bool NeedsSpans { get; }

    /// <summary>Takes tokens.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="spans">The bytes of the text that they stand for; maybe empty unless <see cref="NeedsSpans"/>.</param>
    /// <returns>False when it has enough.</returns>
    bool Take(scoped ReadOnlySpan<int> ids, scoped ReadOnlySpan<Piece> spans);
}
