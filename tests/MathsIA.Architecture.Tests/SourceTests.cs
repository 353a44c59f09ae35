using System.Text.RegularExpressions;

namespace MathsIA.Architecture.Tests;

/// <summary>What the sources must look like: one concept a file, files of a readable size, nothing ambient.</summary>
public sealed partial class SourceTests
{
    private const int LargestFile = 400;
    private const int LargestKernel = 700;
    private const int LargestMedian = 150;

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void A_file_holds_one_public_type_and_is_named_after_it(string module)
    {
        foreach (string path in House.Sources(module))
        {
            string[] types = [.. PublicType().Matches(File.ReadAllText(path)).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];
            Assert.True(types.Length <= 1, $"{path} holds {string.Join(", ", types)}.");
            // Tensor{T}.Views.cs holds a part of Tensor.
            string name = Path.GetFileName(path).Split('.', '{')[0];
            Assert.True(types.Length == 0 || string.Equals(types[0], name, StringComparison.Ordinal), $"{path} holds {types.FirstOrDefault()}.");
        }
    }

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void Files_stay_within_their_size(string module)
    {
        var lengths = House.Sources(module).Select(path => (Path: path, Lines: File.ReadLines(path).Count())).OrderBy(file => file.Lines).ToList();
        Assert.All(lengths, file => Assert.True(
            file.Lines <= (file.Path.Contains("/Kernels/", StringComparison.Ordinal) ? LargestKernel : LargestFile), $"{file.Path} has {file.Lines} lines."));
        Assert.InRange(lengths[lengths.Count / 2].Lines, 0, LargestMedian);
    }

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void Nothing_reads_the_environment_the_clock_or_an_ambient_generator(string module)
    {
        foreach (string path in House.Sources(module))
        {
            string? wrong = Ambient().Match(File.ReadAllText(path)) is { Success: true } match ? match.Value : null;
            Assert.True(wrong is null, $"{path} uses {wrong}.");
        }
    }

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void Nothing_is_left_for_later(string module)
    {
        foreach (string path in House.Sources(module))
        {
            string? wrong = Unfinished().Match(File.ReadAllText(path)) is { Success: true } match ? match.Value : null;
            Assert.True(wrong is null, $"{path} holds {wrong}.");
        }
    }

    [GeneratedRegex(@"^public\s+(?:(?:sealed|static|abstract|readonly|ref|unsafe|partial)\s+)*(?:class|struct|interface|enum|record\s+struct|record\s+class|record|delegate\s+\S+)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"GetEnvironmentVariable|Random\.Shared|new (?:System\.)?Random\(|DateTime\.Now|DateTime\.UtcNow", RegexOptions.None, 1000)]
    private static partial Regex Ambient();

    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|NotImplemented" + "Exception", RegexOptions.None, 1000)]
    private static partial Regex Unfinished();
}
