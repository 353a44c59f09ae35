using System.Globalization;
using System.Runtime.InteropServices;

namespace MathsIA.Benchmarks.Peers;

/// <summary>SciPy's and scikit-learn's minimizers in a process of their own: <c>benchmarks/tools/scipy_optimize_peer.py</c>.</summary>
internal static class SmoothPeer
{
    /// <summary>What a run over there took and reached.</summary>
    /// <param name="Seconds">The least seconds of several runs.</param>
    /// <param name="GradientNorm">The norm of the gradient at the answer.</param>
    /// <param name="Evaluations">Evaluations of the function; iterations where the peer does not tell.</param>
    public readonly record struct Result(double Seconds, double GradientNorm, int Evaluations);

    public static Result Run(string what, int threads, double[] data, params object[] arguments)
    {
        string[] words = PythonPeer.RunScript("scipy_optimize_peer.py", [what, .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!)], threads, MemoryMarshal.AsBytes(data.AsSpan()).ToArray()).Split(' ');
        return new Result(double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
    }
}
