namespace MathsIA.Architecture.Tests;

/// <summary>The public surface of each assembly stands in a text file: a change of it shows in the diff and is approved by hand.</summary>
public sealed class PublicApiTests
{
    private const string Approve = "MATHSIA_APPROVE_API";

    [Theory, MemberData(nameof(House.Modules), MemberType = typeof(House))]
    public void The_public_surface_is_the_approved_one(string module)
    {
        string path = Path.Combine(House.Root, "tests", "MathsIA.Architecture.Tests", "Snapshots", module + ".txt");
        string actual = PublicApi.Describe(House.Load(module));
        if (Environment.GetEnvironmentVariable(Approve) is "1")
            File.WriteAllText(path, actual);
        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [], lines = actual.TrimEnd('\n').Split('\n');
        IEnumerable<string> changes = approved.Except(lines, StringComparer.Ordinal).Select(line => "- " + line.Trim()).Concat(lines.Except(approved, StringComparer.Ordinal).Select(line => "+ " + line.Trim()));
        Assert.True(approved.SequenceEqual(lines, StringComparer.Ordinal),
            $"The public surface of {module} changed:\n{string.Join('\n', changes.Take(40))}\nIf that is meant, run these tests with {Approve}=1 and commit the text file.");
    }
}
