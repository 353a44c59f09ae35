using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Peers;

/// <summary>POT and SciPy in a process of their own, which times itself: <c>benchmarks/tools/exact_transport_peer.py</c>.</summary>
internal static class ExactTransportPeer
{
    /// <summary>The least seconds of several runs, and the value of the answer; null, said once, where Python or a module is missing.</summary>
    public static (double Seconds, double Answer)? Time(string[] arguments, double[] data, int threads)
    {
        string count = threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "exact_transport_peer.py"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = count;
        try
        {
            using Process process = Process.Start(start) ?? throw new InvalidOperationException("python3 does not start.");
            process.StandardInput.BaseStream.Write(MemoryMarshal.AsBytes(data.AsSpan()));
            process.StandardInput.Close();
            string[] words = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            if (process.ExitCode == 0)
                return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception or IOException)
        {
            Console.Error.WriteLine($"peer missing: {arguments[0]}: {exception.Message}");
        }

        return null;
    }
}
