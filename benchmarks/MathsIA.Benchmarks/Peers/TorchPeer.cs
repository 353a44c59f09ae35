using System.Diagnostics;
using TorchSharp;

namespace MathsIA.Benchmarks.Peers;

/// <summary>TorchSharp over libtorch, where its native part loads.</summary>
/// <remarks>That part asks for the C++ library of GCC 13. On an older system <c>benchmarks/tools/torch-shim.sh</c> supplies the one
/// symbol that is missing; this program then restarts itself with it.</remarks>
internal static class TorchPeer
{
    private const string Shim = "torch-shim.so";

    private static bool? _available;

    public static string Name { get; private set; } = "libtorch";

    /// <summary>Runs the program again with the shim preloaded if there is one and it is not; null when there is nothing to do.</summary>
    public static int? RestartWithShimIfNeeded(string[] args)
    {
        string shim = Path.Combine(AppContext.BaseDirectory, Shim);
        if (!File.Exists(shim) || Environment.GetEnvironmentVariable("LD_PRELOAD") is { Length: > 0 })
            return null;
        ProcessStartInfo start = OwnProcess.With(args);
        start.Environment["LD_PRELOAD"] = shim;
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Whether the library loads; says so once on the error output where it does not.</summary>
    public static bool IsAvailable(int threads)
    {
        if (_available is null)
        {
            try
            {
                torch.set_num_threads(threads);
                Name = $"libtorch {torch.__version__}";
                _available = true;
            }
#pragma warning disable CA1031 // Whatever keeps the native library from loading, the peer is just missing.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Console.Error.WriteLine($"peer missing: libtorch does not load ({(exception.InnerException ?? exception).Message.Split('\n')[0]}); see benchmarks/README.md");
                _available = false;
            }
        }

        if (_available.Value)
            torch.set_num_threads(threads);
        return _available.Value;
    }

    /// <summary>A libtorch tensor with a copy of an array.</summary>
    public static torch.Tensor From<T>(T[] data, params long[] lengths) => data switch
    {
        float[] floats => torch.tensor(floats, lengths),
        double[] doubles => torch.tensor(doubles, lengths),
        _ => throw new NotSupportedException($"{typeof(T)} elements."),
    };

    /// <summary>Whether a tensor, which is disposed of, holds the expected elements.</summary>
    public static bool Close<T>(torch.Tensor tensor, T[] expected, double tolerance) where T : unmanaged, System.Numerics.INumber<T>
    {
        using (tensor)
            return Compare.TestData.Close<T>(expected, tensor.contiguous().data<T>().ToArray(), tolerance);
    }
}
