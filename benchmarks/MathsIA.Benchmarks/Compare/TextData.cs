using System.Text;

namespace MathsIA.Benchmarks.Compare;

/// <summary>The texts that tokenizers are timed on.</summary>
internal static class TextData
{
    /// <summary>The files named, or those that ship with the samples, the sources of the library, and random characters of all planes.</summary>
    public static IEnumerable<(string Name, string Text)> All(IReadOnlyList<string> files)
    {
        if (files.Count > 0)
        {
            foreach (string file in files)
                yield return (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file));
            yield break;
        }

        string root = FindRoot(), texts = Path.Combine(root, "samples", "data", "text");
        yield return ("moby-dick", File.ReadAllText(Path.Combine(texts, "moby-dick.txt")));
        yield return ("austen", Join(Directory.GetFiles(texts, "austen_*.txt")));
        yield return ("udhr", Join(Directory.GetFiles(Path.Combine(texts, "udhr"))));
        yield return ("code", Join(Directory.GetFiles(Path.Combine(root, "src", "MathsIA.Core"), "*.cs", SearchOption.AllDirectories)));
        yield return ("random", RandomText(100_000));
    }

    /// <summary>Texts again and again, until there are so many characters.</summary>
    public static string[] Repeat(string[] texts, long characters)
    {
        var all = new List<string>();
        for (long count = 0; count < characters && texts.Length > 0; count += all[^1].Length)
            all.Add(texts[all.Count % texts.Length]);
        return [.. all];
    }

    private static string Join(string[] files) => string.Concat(files.Order(StringComparer.Ordinal).Select(File.ReadAllText));

    /// <summary>Code points drawn from all assigned and unassigned ones, equally.</summary>
    private static string RandomText(int count)
    {
        var random = new Random(1);
        var text = new StringBuilder();
        while (count-- > 0)
        {
            int value = random.Next(0x110000);
            text.Append((Rune.IsValid(value) ? new Rune(value) : Rune.ReplacementChar).ToString());
        }

        return text.ToString();
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MathsIA.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No MathsIA.sln above {AppContext.BaseDirectory}; name files as arguments.");
    }
}
