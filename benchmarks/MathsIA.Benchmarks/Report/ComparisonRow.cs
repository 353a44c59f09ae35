using System.Diagnostics;
using System.Text.Json;

namespace MathsIA.Benchmarks.Report;

/// <summary>One line that <c>compare --json --memory</c> printed.</summary>
internal sealed record ComparisonRow(string Name, string Peer, double OursSeconds, double? PeerSeconds, double? Ratio, bool Agree, long? AllocatedBytes)
{
    /// <summary>Runs <c>compare</c> with these arguments in a process of its own.</summary>
    public static IReadOnlyList<ComparisonRow> Measure(IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = OwnProcess.With(["compare", .. arguments, "--json", "--memory"]);
        start.RedirectStandardOutput = true;
        using Process process = Process.Start(start)!;
        var rows = new List<ComparisonRow>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith('{'))
                rows.Add(Parse(line));
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? rows : throw new InvalidOperationException($"compare {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static ComparisonRow Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement row = document.RootElement;
        return new ComparisonRow(
            row.GetProperty("name").GetString()!,
            row.GetProperty("peer").GetString()!,
            row.GetProperty("ours_s").GetDouble(),
            Optional(row.GetProperty("peer_s")),
            Optional(row.GetProperty("ratio")),
            row.GetProperty("agree").GetBoolean(),
            row.TryGetProperty("allocated", out JsonElement allocated) ? allocated.GetInt64() : null);
    }

    private static double? Optional(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
}
