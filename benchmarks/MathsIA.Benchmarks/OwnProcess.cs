using System.Diagnostics;

namespace MathsIA.Benchmarks;

/// <summary>This program once more, in a process of its own.</summary>
internal static class OwnProcess
{
    /// <summary>How it is started with these arguments, by its own executable or by <c>dotnet</c>, as this process was.</summary>
    public static ProcessStartInfo With(IEnumerable<string> arguments)
    {
        bool hosted = string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal);
        string[] program = hosted ? [typeof(OwnProcess).Assembly.Location] : [];
        return new ProcessStartInfo(Environment.ProcessPath!, [.. program, .. arguments]) { UseShellExecute = false };
    }
}
