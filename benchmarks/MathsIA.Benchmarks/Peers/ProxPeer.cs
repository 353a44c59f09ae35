using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Peers;

/// <summary>POT and scikit-learn in a process of their own, which times itself: <c>benchmarks/tools/prox_peer.py</c>.</summary>
internal static class ProxPeer
{
    /// <summary>The least seconds of several runs and the largest magnitude of the answer; null, said once, where Python or a module is missing.</summary>
    public static (double Seconds, double Answer)? Time(string what, double[] data)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "prox_peer.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script, what]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = "1";
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("python3 does not start.");
            process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes(data.AsSpan()));
            process.StandardInput.Close();
            string[] words = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            if (process.ExitCode == 0)
                return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
            Console.Error.WriteLine($"peer missing: {what}: {process.StandardError.ReadToEnd().Split('\n')[^2]}");
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or IOException)
        {
            Console.Error.WriteLine($"peer missing: {what}: {exception.Message}");
        }

        return null;
    }
}
