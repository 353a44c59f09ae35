using System.Reflection;

namespace MathsIA.Architecture.Tests;

/// <summary>The modules and the arrows allowed between them.</summary>
internal static class House
{
    public static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["MathsIA.Core"] = [],
        ["MathsIA.Optimization"] = ["MathsIA.Core"],
        ["MathsIA.OptimalTransport"] = ["MathsIA.Core"],
        ["MathsIA.AutoDiff"] = ["MathsIA.Core"],
        ["MathsIA.Tokenization"] = [],
        ["MathsIA.Tokenization.Vocabularies"] = ["MathsIA.Tokenization"],
    };

    public static TheoryData<string> Modules => [.. Arrows.Keys];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static Assembly Load(string module) => Assembly.Load(module);

    public static IEnumerable<string> Sources(string module) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", module), "*.cs", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "MathsIA.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException($"No MathsIA.sln above {AppContext.BaseDirectory}.");
    }
}
