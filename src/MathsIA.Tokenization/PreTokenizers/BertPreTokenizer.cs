namespace MathsIA.Tokenization;

/// <summary>The pre-tokenizer of BERT: words between white space, every punctuation mark by itself.</summary>
/// <remarks>Punctuation is what Unicode calls so, and all ASCII that is no letter, digit, control or space.</remarks>
public sealed class BertPreTokenizer : IPreTokenizer
{
    /// <summary>One punctuation mark.</summary>
    internal const string Punctuation = @"[!-/:-@\[-`{-~\p{P}]";

    private static readonly PatternPreTokenizer Words = new(Punctuation + @"|[^\s!-/:-@\[-`{-~\p{P}]+", SplitBehavior.Removed, isInverted: true);

    /// <inheritdoc/>
    public int Split(ReadOnlySpan<byte> text, int start, PieceBuffer pieces) => Words.Split(text, start, pieces);

    /// <inheritdoc/>
    public int FindCut(ReadOnlySpan<byte> text) => Words.FindCut(text);
}
