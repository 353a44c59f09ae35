namespace MathsIA.Tokenization.Tests;

/// <summary>A text of some length for trainings: an endless variation over the words of a few sentences.</summary>
internal static class Corpus
{
    private static readonly string[] Words =
        ["whale", "the", "sea", "and", "of", "captain's", "harpoon", "white", "I'll", "boat", "in", "that", "1851", "ship\n", "Ahab", "—", "\n\n", "unknown", "knowing", "known", "  ", "mer", "größer", "鯨", "𝟙"];

    /// <summary>Some 300 KB of it, the same every time.</summary>
    public static string Sea { get; } = Write(50_000);

    /// <summary>Some 4,000 words of random syllables: many different words with parts in common.</summary>
    public static string Syllables { get; } = string.Join(' ', Enumerable.Range(0, 4000).Select(i => string.Concat(Enumerable.Range(0, 1 + (i % 4)).Select(j => Parts[i * (j + 7) * 31 / (j + 3) % Parts.Length]))));

    private static string[] Parts => ["ka", "to", "mi", "ren", "sul", "ing", "er", "pre", "con", "ver", "tion", "al", "o", "est", "un"];

    private static string Write(int words)
    {
        var text = new System.Text.StringBuilder();
        ulong state = 1;
        for (int i = 0; i < words; i++)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            text.Append(Words[(int)((state >> 33) % (ulong)Words.Length)]).Append(state >> 60 == 0 ? ", " : " ");
        }

        return text.ToString();
    }
}
