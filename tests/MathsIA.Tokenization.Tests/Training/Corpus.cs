namespace MathsIA.Tokenization.Tests;

/// <summary>A text of some length for trainings: an endless variation over the words of a few sentences.</summary>
internal static class Corpus
{
    private static readonly string[] Words =
        ["whale", "the", "sea", "and", "of", "captain's", "harpoon", "white", "I'll", "boat", "in", "that", "1851", "ship\n", "Ahab", "—", "\n\n", "unknown", "knowing", "known", "  ", "mer", "größer", "鯨", "𝟙"];

    /// <summary>Some 300 KB of it, the same every time.</summary>
    public static string Sea { get; } = Write(50_000);

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
