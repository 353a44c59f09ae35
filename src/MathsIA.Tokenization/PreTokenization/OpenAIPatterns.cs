namespace MathsIA.Tokenization;

/// <summary>The pre-tokenizers of OpenAI's encodings: machines over code points, equal to the published regular expressions on every text.</summary>
/// <remarks>
/// Unicode data are the runtime's (general categories, White_Space), in a table written by <c>tools/UnicodeTables.cs</c>.
/// A byte that is no UTF-8 counts as a symbol, as U+FFFD would.
/// </remarks>
public static class OpenAIPatterns
{
    /// <summary>gpt2, r50k_base, p50k_base, p50k_edit: words, numbers and symbols with the space before them, English endings.</summary>
    public static IPreTokenizer R50k { get; } = new MachinePreTokenizer<R50kPattern>();

    /// <summary>cl100k_base: numbers of three digits, words with any one symbol before them, lines.</summary>
    public static IPreTokenizer Cl100k { get; } = new MachinePreTokenizer<Cl100kPattern>();

    /// <summary>o200k_base and o200k_harmony: words also end where a capital begins a new one; English endings stay with their word.</summary>
    public static IPreTokenizer O200k { get; } = new MachinePreTokenizer<O200kPattern>();

    /// <summary>The pre-tokenizer of a regular expression, when it is one of the three.</summary>
    /// <param name="expression">The expression, as published.</param>
    /// <returns>Null when it is another.</returns>
    public static IPreTokenizer? Find(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        if (string.Equals(expression, R50kPattern.Expression, StringComparison.Ordinal))
            return R50k;
        if (string.Equals(expression, Cl100kPattern.Expression, StringComparison.Ordinal))
            return Cl100k;
        return string.Equals(expression, O200kPattern.Expression, StringComparison.Ordinal) ? O200k : null;
    }
}
