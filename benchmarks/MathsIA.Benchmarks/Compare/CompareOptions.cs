using System.Globalization;

namespace MathsIA.Benchmarks.Compare;

/// <summary>What the paired mode was asked to do.</summary>
internal sealed record CompareOptions
{
    public required IReadOnlyList<string> Areas { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public int Rounds { get; init; } = 12;

    public bool Json { get; init; }

    /// <summary>Whether the lines of <see cref="Json"/> also hold what a step takes in memory, where an area measures it.</summary>
    public bool Memory { get; init; }

    /// <summary>Only comparisons whose name holds this text.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Files to work on instead of the area's own data, where an area works on files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    public ComputeContext Context => new() { DegreeOfParallelism = Threads };

    /// <summary>Reads the arguments; prints what is wrong and returns null when they cannot be read.</summary>
    public static CompareOptions? Parse(string[] args, IEnumerable<string> known)
    {
        var options = new CompareOptions { Areas = [] };
        var areas = new List<string>();
        var files = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--memory":
                    options = options with { Memory = true };
                    break;
                case "--threads" when Positive(value) is { } threads:
                    options = options with { Threads = threads };
                    i++;
                    break;
                case "--rounds" when Positive(value) is { } rounds:
                    options = options with { Rounds = rounds };
                    i++;
                    break;
                case "--filter" when value is not null:
                    options = options with { Filter = value };
                    i++;
                    break;
                case var area when known.Contains(area, StringComparer.Ordinal):
                    areas.Add(area);
                    break;
                case var file when File.Exists(file):
                    files.Add(file);
                    break;
                default:
                    return Usage(args[i], known);
            }
        }

        return areas.Count > 0 ? options with { Areas = areas, Files = files } : Usage(null, known);
    }

    private static int? Positive(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    private static CompareOptions? Usage(string? wrong, IEnumerable<string> known)
    {
        if (wrong is not null)
            Console.Error.WriteLine($"'{wrong}' is not an area or an option.");
        Console.Error.WriteLine($"compare AREA... [--threads N] [--rounds N] [--filter TEXT] [--json [--memory]] [FILE...], where AREA is one of: {string.Join(", ", known)}");
        return null;
    }
}
