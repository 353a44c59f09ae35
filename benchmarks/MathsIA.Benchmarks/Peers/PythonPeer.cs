using System.Diagnostics;
using System.Globalization;

namespace MathsIA.Benchmarks.Peers;

/// <summary>NumPy and SciPy in a process of their own, which times itself: <c>benchmarks/tools/scipy_peer.py</c>.</summary>
internal static class PythonPeer
{
    private static readonly string[] Interpreters = ["/usr/bin/python3", "python3"];

    private static string? _interpreter;
    private static bool _searched;

    public static string Name { get; private set; } = "SciPy";

    /// <summary>Whether a Python with the module answers; says so once on the error output where none does.</summary>
    public static bool IsAvailable(string module)
    {
        if (_searched)
            return _interpreter is not null;
        _searched = true;
        foreach (string interpreter in Interpreters)
        {
            try
            {
                string version = Run(interpreter, ["-c", $"import {module}; print({module}.__version__)"], 1, null).Trim();
                Name = $"SciPy {version}";
                _interpreter = interpreter;
                return true;
            }
            catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // The next interpreter may have it.
            }
        }

        Console.Error.WriteLine($"peer missing: no Python with {module}");
        return false;
    }

    /// <summary>One factorization of our own matrix, timed over there: the least seconds of several runs, and a number of the answer.</summary>
    public static (double Seconds, double Answer) Time(string what, double[] matrix, int n, int threads) =>
        TimeScript("scipy_peer.py", [what, n.ToString(CultureInfo.InvariantCulture)], matrix, threads);

    /// <summary>A script of <c>benchmarks/tools</c> that reads our data from its standard input, and prints its least seconds and a number of the answer.</summary>
    public static (double Seconds, double Answer) TimeScript(string script, string[] arguments, double[] data, int threads)
    {
        byte[] bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(data.AsSpan()).ToArray();
        string[] words = Run(_interpreter!, [Path.Combine(AppContext.BaseDirectory, script), .. arguments], threads, bytes).Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Runs a script of <c>benchmarks/tools</c> with data on its standard input, and returns what it prints.</summary>
    public static string RunScript(string name, string[] arguments, int threads, byte[] input) =>
        Run(_interpreter!, [Path.Combine(AppContext.BaseDirectory, name), .. arguments], threads, input);

    private static string Run(string interpreter, string[] arguments, int threads, byte[]? input)
    {
        var start = new ProcessStartInfo(interpreter, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        start.Environment.Remove("LD_PRELOAD");
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{interpreter} does not start.");
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(process.StandardError.ReadToEnd());
    }
}
