namespace MathsIA.Tokenization;

/// <summary>What the options of all trainers must meet.</summary>
internal static class TrainingChecks
{
    /// <summary>Special tokens are there once, and not empty.</summary>
    public static void SpecialTokens(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string token in tokens)
        {
            if (string.IsNullOrEmpty(token) || !seen.Add(token))
                throw new ArgumentException($"Training: the special token '{token}' is empty or there twice.", nameof(tokens));
        }
    }

    /// <summary>The special tokens, the unknown one among them.</summary>
    public static List<string> WithUnknown(IReadOnlyList<string> tokens, string unknown)
    {
        ArgumentException.ThrowIfNullOrEmpty(unknown);
        SpecialTokens(tokens);
        return tokens.Contains(unknown, StringComparer.Ordinal) ? [.. tokens] : [unknown, .. tokens];
    }
}
