using System.Globalization;
using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Report;

/// <summary>
/// Measures the tables of a document anew. Each table stands below a line that is just the command that fills it, as code, and an empty
/// line; the command runs in a process of its own, as a reader would run it, and its rows replace those that stood there.
/// </summary>
internal static class ReportCommand
{
    private const string CommandMark = "`compare ";
    private const string MachineMark = "<!-- machine, filled by report -->";

    public static int Run(string[] args)
    {
        if (args is not [var path, .. var areas] || !File.Exists(path))
        {
            Console.Error.WriteLine("report DOCUMENT [AREA...]: measures the tables of a document anew, or those of the areas named.");
            return 1;
        }

        var lines = File.ReadAllLines(path).ToList();
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i] == MachineMark && areas.Length == 0)
                Replace(lines, i + 2, [Machine()]);
            if (!lines[i].StartsWith(CommandMark, StringComparison.Ordinal) || lines[i].IndexOf('`', 1) != lines[i].Length - 1)
                continue;
            string[] command = lines[i][CommandMark.Length..^1].Split(' ');
            if (areas.Length > 0 && !command.Intersect(areas, StringComparer.Ordinal).Any())
                continue;
            Console.WriteLine($"compare {string.Join(' ', command)}");
            Replace(lines, i + 2, [.. ReportTable.Lines(ComparisonRow.Measure(command))]);
            File.WriteAllLines(path, lines);                                   // what is measured is kept, should a later table fail
        }

        File.WriteAllLines(path, lines);
        return 0;
    }

    /// <summary>The paragraph that starts at <paramref name="start"/>, up to the next empty line, gives way to <paramref name="text"/>.</summary>
    private static void Replace(List<string> lines, int start, string[] text)
    {
        int end = start;
        while (end < lines.Count && lines[end].Length > 0)
            end++;
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, text);
    }

    private static string Machine() => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}, {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GiB; {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.");

    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        string[] names = File.Exists(Information) ? [.. File.ReadLines(Information).Where(line => line.StartsWith("model name", StringComparison.Ordinal))] : [];
        return names.Length > 0 ? names[0][(names[0].IndexOf(':', StringComparison.Ordinal) + 2)..] : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
