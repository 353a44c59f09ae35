using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Peers;

/// <summary>scikit-learn and glmnet in processes of their own, which time themselves: <c>benchmarks/tools/lasso_peer.py</c> and <c>.R</c>.</summary>
internal sealed record LassoPeer(string Name, string Interpreter, string Script)
{
    public static LassoPeer ScikitLearn { get; } = new("scikit-learn", "/usr/bin/python3", "lasso_peer.py");

    public static LassoPeer Glmnet { get; } = new("glmnet", "Rscript", "lasso_peer.R");

    /// <summary>Fits at the weights given: the least seconds of some rounds, and the coefficients [q, p]. Null where the peer is missing.</summary>
    public (double Seconds, double[] Coefficients)? Fit(double[] x, double[] y, double[] weights, double tolerance, int rounds)
    {
        string file = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.Create(file))
            {
                stream.Write(MemoryMarshal.AsBytes<long>([y.Length, x.Length / y.Length, weights.Length]));
                foreach (double[] part in new[] { x, y, weights })
                    stream.Write(MemoryMarshal.AsBytes<double>(part));
            }

            var start = new ProcessStartInfo(Interpreter, [Path.Combine(AppContext.BaseDirectory, Script), file, tolerance.ToString("r", CultureInfo.InvariantCulture), rounds.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            };
            start.Environment["OPENBLAS_NUM_THREADS"] = start.Environment["OMP_NUM_THREADS"] = "1";
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                return null;
            return (double.Parse(output, CultureInfo.InvariantCulture), MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(file + ".out")).ToArray());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"peer missing: {Name}");
            return null;
        }
        finally
        {
            File.Delete(file);
            File.Delete(file + ".out");
        }
    }
}
