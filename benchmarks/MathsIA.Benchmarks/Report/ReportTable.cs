using System.Globalization;

namespace MathsIA.Benchmarks.Report;

/// <summary>Comparisons as a Markdown table; with a column of allocations where any row measured them.</summary>
internal static class ReportTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<ComparisonRow> rows)
    {
        bool memory = rows.Any(row => row.AllocatedBytes is not null);
        yield return "| work | peer | ours | peer's | ratio |" + (memory ? " allocated |" : "");
        yield return "|---|---|---:|---:|---:|" + (memory ? "---:|" : "");
        foreach (ComparisonRow row in rows)
        {
            string disagreement = row.Agree ? "" : " (answers differ)";
            string ratio = row.Ratio is { } value ? value.ToString("F2", CultureInfo.InvariantCulture) : "-";
            string line = $"| {row.Name}{disagreement} | {row.Peer} | {Duration(row.OursSeconds)} | {Duration(row.PeerSeconds)} | {ratio} |";
            yield return memory ? line + $" {Kilobytes(row.AllocatedBytes)} |" : line;
        }
    }

    private static string Duration(double? seconds) => seconds switch
    {
        null => "-",
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F0} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} us"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
    };

    private static string Kilobytes(long? bytes) => bytes is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count / 1024.0:F1} KB") : "-";
}
