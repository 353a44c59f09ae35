using System.Text.RegularExpressions;
using MathsIA.Architecture.Tests.Snippets;

namespace MathsIA.Architecture.Tests;

/// <summary>Every piece of C# in the README files and the guides is compiled and run by these tests.</summary>
public sealed partial class SnippetTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(House.Root, "README.md")
        .Concat(Directory.GetFiles(Path.Combine(House.Root, "docs"), "*.md"))
        .Concat(Directory.GetFiles(Path.Combine(House.Root, "src"), "README.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(House.Root, path))];

    [Theory, MemberData(nameof(Pages))]
    public void What_a_page_shows_stands_in_a_region_that_runs(string page)
    {
        HashSet<string> regions = [.. Directory.GetFiles(Path.Combine(House.Root, "tests", "MathsIA.Architecture.Tests", "Snippets"), "*.cs")
            .SelectMany(path => Region().Matches(File.ReadAllText(path)).Select(match => Flat(match.Groups["body"].Value)))];
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(House.Root, page))))
            Assert.Contains(Flat(block.Groups["body"].Value), regions);
    }

    [Fact]
    public void The_guide_to_training_tokenizers_runs()
    {
        TokenizationTrainingSnippets.Training();
        TokenizationTrainingSnippets.Counting();
        TokenizationTrainingSnippets.Others();
    }

    [Fact]
    public void The_main_example_runs() => ReadmeSnippets.Main_example();

    [Fact]
    public void The_example_of_Core_runs() => ReadmeSnippets.Core_example();

    [Fact]
    public void The_example_of_Optimization_runs() => ReadmeSnippets.Optimization_example();

    [Fact]
    public void The_examples_of_proximal_operators_run()
    {
        ProximalSnippets.Prox();
        ProximalSnippets.Calculus();
    }

    [Fact]
    public void The_examples_of_the_proximal_guide_run()
    {
        SplittingSnippets.Lasso();
        SplittingSnippets.Denoising();
        SplittingSnippets.BasisPursuit();
        SplittingSnippets.ThreeTerms();
        SplittingSnippets.Programs();
    }

    [Fact]
    public void The_examples_of_compressed_sensing_run() => SensingSnippets.Compressed_sensing();

    [Fact]
    public void The_guide_to_optimization_runs()
    {
        OptimizationSnippets.Run();
        OptimizationSnippets.Own_functions();
        OptimizationSnippets.Vector_functions();
    }

    [Fact]
    public void The_page_for_users_of_scipy_runs() => ScipySnippets.Run();

    [Fact]
    public void The_guide_to_automatic_differentiation_runs()
    {
        DifferentiationSnippets.Steps();
        DifferentiationSnippets.Solutions();
        DifferentiationSnippets.Equations();
        DifferentiationSnippets.Landing();
        DifferentiationSnippets.Primitives();
    }

    /// <summary>The code without its indentation, which differs between a page and a method.</summary>
    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex(@"#region \w+\n(?<body>.*?)#endregion", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Region();

    [GeneratedRegex(@"```csharp\n(?<body>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block();
}
